using TaskForce.Core.Bodies;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

public sealed class ColumnGuessTests
{
    [Theory]
    [InlineData("ORGANIZATION ", RosterField.Partner)]
    [InlineData("Agency/Organization", RosterField.Partner)]
    [InlineData("Representative (post)", RosterField.Post)]
    [InlineData("Representative", RosterField.PersonName)]
    [InlineData("Name (full)", RosterField.PersonName)]
    [InlineData("E-mail", RosterField.Email)]
    [InlineData("Work E-mail Address", RosterField.Email)]
    [InlineData("Phone", RosterField.Phone)]
    [InlineData("Cell #", RosterField.Phone)]
    [InlineData("Cmte", RosterField.Bodies)]
    [InlineData("Committee(s)", RosterField.Bodies)]
    [InlineData("Voting?", RosterField.SeatClass)]
    [InlineData("Since", RosterField.Since)]
    [InlineData("Notes", RosterField.Notes)]
    [InlineData("Last Name", RosterField.LastName)]
    [InlineData("Title / Rank", RosterField.Post)]
    public void Usual_headings_are_recognized(string heading, RosterField field) => Assert.Equal(field, ColumnGuess.ByHeading(heading));

    [Theory]
    [InlineData("")]
    [InlineData("Shoe size")]
    public void Other_headings_are_not(string heading) => Assert.Null(ColumnGuess.ByHeading(heading));

    [Fact]
    public void Every_label_that_an_export_writes_is_recognized_when_it_comes_back() =>
        Assert.All(RosterFields.All.Where(f => f != RosterField.Ignore), f => Assert.Equal(f, ColumnGuess.ByHeading(f.Label())));

    [Fact]
    public void A_column_without_a_telling_heading_is_guessed_from_its_cells()
    {
        var columns = ColumnGuess.Columns(["A", "B", "C", "D"], [["Anaheim Police Dept.", "Waymakers"], ["a@example.org"], ["714-555-0101"], ["hello"]]);
        Assert.Equal([RosterField.Partner, RosterField.Email, RosterField.Phone, RosterField.Ignore], columns);
    }

    [Fact]
    public void A_field_is_given_to_one_column_except_phone_and_e_mail()
    {
        var columns = ColumnGuess.Columns(["Agency", "Agency name", "Phone", "Cell"], []);
        Assert.Equal([RosterField.Partner, RosterField.Ignore, RosterField.Phone, RosterField.Phone], columns);
    }

    [Fact]
    public void The_row_of_headings_is_found_below_titles()
    {
        SheetRow[] rows = [new(1, ["Task force roster"]), new(3, ["as of", "2019"]), new(5, ["Agency", "Name", "Email"]), new(6, ["Shelter", "A. Reed", "a@example.org"])];
        Assert.Equal(5, ColumnGuess.HeaderRow(rows));
        Assert.Equal(1, ColumnGuess.HeaderRow([new(1, ["x", "y", "z"]), new(2, ["1", "2", "3"])]));
    }

    [Theory]
    [InlineData("Law Enforcement; Exec Board", "Law Enforcement|Exec Board")]
    [InlineData("Law Enforcement / Legal", "Law Enforcement|Legal")]
    [InlineData("Law Enforcement, Legal", "Law Enforcement|Legal")]
    [InlineData("Outreach and Education", "Outreach and Education")]
    [InlineData("Outreach\nLegal\n", "Outreach|Legal")]
    [InlineData("24/7 Response", "24/7 Response")]
    [InlineData("Legal; legal", "Legal")]
    [InlineData("", "")]
    [InlineData("N/A", "")]
    public void Several_bodies_in_one_cell_are_parted(string cell, string bodies) => Assert.Equal(bodies, string.Join('|', CellText.Bodies(cell, split: true)));

    [Fact]
    public void A_known_name_with_a_comma_is_not_parted_and_nothing_is_when_not_asked()
    {
        Assert.Equal(["Gangs, Guns and Drugs", "Legal"], CellText.Bodies("Gangs, Guns and Drugs; Legal", split: true, n => n == "Gangs, Guns and Drugs"));
        Assert.Equal(["Law Enforcement / Legal"], CellText.Bodies("Law Enforcement / Legal", split: false));
    }

    [Theory]
    [InlineData("vice@santaana.example.org, vice2@santaana.example.org", "vice@santaana.example.org|vice2@santaana.example.org", null)]
    [InlineData("Ana Ruiz <ana@example.org>", "ana@example.org", null)]
    [InlineData("mailto:a@example.org", "a@example.org", null)]
    [InlineData("A@example.org; a@EXAMPLE.org", "A@example.org", null)]
    [InlineData("a@example.org b@", "a@example.org", "not complete")]
    [InlineData("call first", "", "not an e-mail address")]
    [InlineData("", "", null)]
    public void Addresses_are_taken_out_of_a_cell(string cell, string addresses, string? problem)
    {
        var (found, why) = CellText.Emails(cell);
        Assert.Equal(addresses, string.Join('|', found));
        Assert.Equal(problem is not null, why is not null);
        if (problem is not null) Assert.Contains(problem, why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(714) 555 0102", "(714) 555 0102")]
    [InlineData("714.555.0103 x12", "714.555.0103 x12")]
    [InlineData("714-555-0101 / 714-555-0102", "714-555-0101|714-555-0102")]
    [InlineData("714-555-0101; 714-555-0102", "714-555-0101|714-555-0102")]
    [InlineData("555-0101, ext 4", "555-0101, ext 4")]
    public void Telephone_numbers_are_kept_as_given(string cell, string phones) => Assert.Equal(phones, string.Join('|', CellText.Phones(cell)));

    [Theory]
    [InlineData("Y", SeatClass.Voting)]
    [InlineData("yes", SeatClass.Voting)]
    [InlineData("N", SeatClass.Nonvoting)]
    [InlineData("no", SeatClass.Nonvoting)]
    [InlineData("Non-voting", SeatClass.Nonvoting)]
    [InlineData("ex officio", SeatClass.ExOfficio)]
    [InlineData("Ex-Officio", SeatClass.ExOfficio)]
    [InlineData("alternate", SeatClass.Alternate)]
    [InlineData("observer", SeatClass.Visitor)]
    public void Words_about_voting_name_a_class_of_seat(string word, SeatClass seat) => Assert.Equal(seat, CellText.Seat(word));

    [Theory]
    [InlineData("")]
    [InlineData("maybe")]
    public void Other_words_name_none(string word) => Assert.Null(CellText.Seat(word));

    [Theory]
    [InlineData("Anaheim Police Dept.", Sector.LocalLawEnforcement, Level.City)]
    [InlineData("Costa Mesa PD", Sector.LocalLawEnforcement, Level.City)]
    [InlineData("California Highway Patrol", Sector.LocalLawEnforcement, Level.State)]
    [InlineData("Pinellas County Sheriff's Office", Sector.LocalLawEnforcement, Level.County)]
    [InlineData("HSI Orange County", Sector.FederalLawEnforcement, Level.Federal)]
    [InlineData("U.S. Attorney’s Office, C.D. Cal.", Sector.Prosecution, Level.Federal)]
    [InlineData("OC District Attorney", Sector.Prosecution, Level.County)]
    [InlineData("OC Probation", Sector.JuvenileJustice, Level.County)]
    [InlineData("The Salvation Army", Sector.VictimServices, Level.NonGovernmental)]
    [InlineData("OC Social Services Agency", Sector.ChildAndYouth, Level.County)]
    [InlineData("World Relief", Sector.CommunityBased, Level.NonGovernmental)]
    [InlineData("Tribal Police of the Nation", Sector.LocalLawEnforcement, Level.Tribal)]
    public void A_name_tells_the_kind_of_partner(string name, Sector sector, Level level)
    {
        var guess = KindGuess.Of(name);
        Assert.Equal((sector, level), (guess!.Sector, guess.Level));
    }

    [Theory]
    [InlineData("Office of Good Deeds")]
    [InlineData("Acme")]
    public void A_name_that_tells_nothing_gives_no_guess(string name) => Assert.Null(KindGuess.Of(name));
}
