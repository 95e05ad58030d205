using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

public sealed class DateReadingTests
{
    [Theory]
    [InlineData("2011-03-01", "2011-03-01")]
    [InlineData("2011/3/1", "2011-03-01")]
    [InlineData("20110301", "2011-03-01")]
    [InlineData("2011-03-01T08:30:00Z", "2011-03-01")]
    [InlineData("6/15/2014 0:00", "2014-06-15")]
    [InlineData("06/15/2014", "2014-06-15")]
    [InlineData("31/01/2015", "2015-01-31")]
    [InlineData("31.1.2015", "2015-01-31")]
    [InlineData("9/9/2019", "2019-09-09")]
    [InlineData("Jan 5, 2018", "2018-01-05")]
    [InlineData("January 5th 2018", "2018-01-05")]
    [InlineData("5 Jan 2018", "2018-01-05")]
    [InlineData("5-Jan-18", "2018-01-05")]
    [InlineData("Friday, January 5, 2018", "2018-01-05")]
    [InlineData("Sept. 30, 2016", "2016-09-30")]
    [InlineData("2/29/2016", "2016-02-29")]
    [InlineData("40603", "2011-03-01")]
    [InlineData("12/25/98", "1998-12-25")]
    public void Whole_dates_are_read_in_every_usual_form(string text, string date)
    {
        var reading = DateReading.Of(text);
        Assert.Equal(date, reading.Date?.ToString("yyyy-MM-dd", null));
        Assert.Equal(DatePrecision.Day, reading.Precision);
        Assert.Null(reading.Note);
    }

    [Theory]
    [InlineData("Jan 2018", "2018-01-01", DatePrecision.Month)]
    [InlineData("January, 2018", "2018-01-01", DatePrecision.Month)]
    [InlineData("Jan-18", "2018-01-01", DatePrecision.Month)]
    [InlineData("2011-03", "2011-03-01", DatePrecision.Month)]
    [InlineData("03/2011", "2011-03-01", DatePrecision.Month)]
    [InlineData("2011 March", "2011-03-01", DatePrecision.Month)]
    [InlineData("2012", "2012-01-01", DatePrecision.Year)]
    public void A_month_or_a_year_alone_becomes_its_first_day_and_says_so(string text, string date, DatePrecision precision)
    {
        var reading = DateReading.Of(text);
        Assert.Equal(date, reading.Date?.ToString("yyyy-MM-dd", null));
        Assert.Equal(precision, reading.Precision);
        Assert.Contains("is given, so it is read as", reading.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3/1/2011", DateStyle.MonthFirst, "2011-03-01")]
    [InlineData("3/1/2011", DateStyle.DayFirst, "2011-01-03")]
    [InlineData("31/01/2015", DateStyle.MonthFirst, "2015-01-31")]
    [InlineData("06/15/2014", DateStyle.DayFirst, "2014-06-15")]
    public void A_decided_style_settles_what_could_be_either_and_leaves_what_could_not(string text, DateStyle style, string date) =>
        Assert.Equal(date, DateReading.Of(text, style).Date?.ToString("yyyy-MM-dd", null));

    [Fact]
    public void What_could_be_either_is_ambiguous_until_the_column_is_decided()
    {
        var reading = DateReading.Of("3/1/2011");
        Assert.True(reading.Ambiguous);
        Assert.Null(reading.Date);
        Assert.False(reading.IsEmpty);
    }

    [Theory]
    [InlineData("2015-02-30", "February 2015 has 28 days")]
    [InlineData("2/30/2016", "February 2016 has 29 days")]
    [InlineData("2015-13-01", "there is no month 13")]
    [InlineData("13/14/2015", "there is no month 13")]
    [InlineData("13/2015", "there is no month 13")]
    [InlineData("0215-02-03", "the year 215 cannot be right")]
    [InlineData("2/3/2150", "the year 2150 cannot be right")]
    [InlineData("99", "this is a number, not a date")]
    [InlineData("spring 2014", "this is not a date that can be read")]
    [InlineData("after the merger", "this is not a date that can be read")]
    public void What_cannot_be_a_date_says_why(string text, string why)
    {
        var reading = DateReading.Of(text, DateStyle.MonthFirst);
        Assert.Null(reading.Date);
        Assert.Equal(why, reading.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("n/a")]
    [InlineData("TBD")]
    [InlineData(null)]
    public void Nothing_is_no_problem(string? text) => Assert.True(DateReading.Of(text).IsEmpty);

    [Fact]
    public void A_column_with_both_styles_must_be_asked_about()
    {
        var column = DateColumn.Of(["3/1/2011", "06/15/2014", "31/01/2015", "2012"]);
        Assert.Equal(new DateColumn(1, 1, 1, "3/1/2011"), column);
        Assert.True(column.MustAsk);
    }

    [Fact]
    public void A_column_whose_certain_dates_agree_is_read_like_them()
    {
        var column = DateColumn.Of(["3/1/2011", "06/15/2014"]);
        Assert.False(column.MustAsk);
        Assert.Equal(DateStyle.MonthFirst, column.Proposed);
        Assert.False(DateColumn.Of(["2012-01-02", "9/9/2019"]).MustAsk);
    }
}
