using TaskForce.Core.Access;

namespace TaskForce.UnitTests.Access;

/// <summary>A password is long and not what somebody would try first; how it is written is nobody's business.</summary>
public sealed class PasswordRulesTests
{
    private static readonly string?[] Personal = ["mara.quill@harbor.example", "Mara Quill", "Harbor County", "Anti-Trafficking Task Force", null];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("                  ")]
    public void Nothing_is_no_password(string? password) => Assert.Equal("Choose a password.", PasswordRules.Refusal(password));

    [Theory]
    [InlineData("gravel orbit 7", "14")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀", "10")]
    public void Fewer_than_15_characters_are_too_few(string password, string counted) => Assert.Contains($"this has {counted}", PasswordRules.Refusal(password));

    [Fact]
    public void A_book_is_too_much() => Assert.Contains("at most 200", PasswordRules.Refusal(new string('x', 201)));

    [Theory]
    [InlineData("plum gravel orbit lantern")]
    [InlineData("violet ferry 82 anchors")]
    [InlineData("quilted-marmot-sinks-easily")]
    [InlineData("garden bottle thunder castle")]
    [InlineData("Tr0ub4dor&3 xkcd mussel")]
    [InlineData("xq7vplm2wzk9rtb")]
    [InlineData("ma grand-mère aime les huîtres")]
    [InlineData("четыре слова подряд")]
    [InlineData("my sister sells teal umbrellas")]
    [InlineData("Quill and gravel and seven orbits")]
    public void Words_that_have_nothing_to_do_with_each_other_are_good(string password) => Assert.Null(PasswordRules.Refusal(password, Personal));

    [Theory]
    [InlineData("password1234567")]
    [InlineData("Passw0rd!Passw0rd!")]
    [InlineData("P@$$w0rd2026!!!")]
    [InlineData("welcome1welcome2")]
    [InlineData("drowssapdrowssap1")]
    [InlineData("iloveyouforever!")]
    [InlineData("correct horse battery staple")]
    [InlineData("CorrectHorseBatteryStaple1")]
    [InlineData("qwertyuiopasdfgh")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("zaq1xsw2cde3vfr4")]
    [InlineData("q1w2e3r4t5y6u7i8")]
    [InlineData("asdfghjkl;asdfghjkl;")]
    [InlineData("poiuytrewqlkjhgf")]
    [InlineData("qazwsxedcrfvtgb123")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("123456789012345")]
    [InlineData("112233445566778899")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    [InlineData("abc123abc123abc123")]
    [InlineData("summer2026summer2026")]
    [InlineData("Summer2025Winter2026")]
    [InlineData("sunshine sunshine sunshine")]
    [InlineData("sunshinedolphin2024")]
    [InlineData("FootballBaseball1")]
    [InlineData("michaeljennifer99")]
    [InlineData("dragonmonkey1234")]
    [InlineData("maytheforcebewithyou")]
    [InlineData("To be or not to be")]
    [InlineData("ToServeAndProtect!")]
    [InlineData("policedepartment1")]
    [InlineData("StopTrafficking2026")]
    [InlineData("thisismypassword")]
    [InlineData("letmeinletmeinletmein")]
    [InlineData("0000000000000000")]
    [InlineData("trustno1trustno1")]
    [InlineData("January 2026 January")]
    [InlineData("19841985198619871988")]
    public void What_people_try_first_is_refused(string password) => Assert.NotNull(PasswordRules.Refusal(password, Personal));

    [Theory]
    [InlineData("Harbor County 2026")]
    [InlineData("MaraQuill MaraQuill")]
    [InlineData("mara.quill@harbor.example")]
    [InlineData("Quill Mara Harbor 1")]
    [InlineData("harborcountytaskforce!")]
    [InlineData("m4r4qu1ll-h4rb0r")]
    public void What_is_mostly_the_own_name_is_refused_and_said_to_be(string password) => Assert.Contains("mostly your name", PasswordRules.Refusal(password, Personal));

    [Theory]
    [InlineData("gravelorbitgravelorbit")]
    [InlineData("xkqvxkqvxkqvxkqv")]
    [InlineData("zz9zz9zz9zz9zz9zz9")]
    public void What_repeats_itself_is_refused_and_said_to_be(string password) => Assert.Contains("repeats itself", PasswordRules.Refusal(password, Personal));

    [Fact]
    public void The_own_name_is_harmless_in_a_password_that_would_be_good_without_it()
    {
        Assert.Null(PasswordRules.Refusal("mara keeps gravel in umbrellas", Personal));
        Assert.NotNull(PasswordRules.Refusal("mara keeps harbor", Personal));
    }

    [Fact]
    public void The_longest_password_is_judged_and_not_hung_upon() =>
        Assert.Null(PasswordRules.Refusal(string.Concat(Enumerable.Range(0, 40).Select(i => $"{(char)('a' + i % 7)}q{(char)('k' + i % 11)}{i % 10}{(char)('f' + i % 13)}")), Personal));
}
