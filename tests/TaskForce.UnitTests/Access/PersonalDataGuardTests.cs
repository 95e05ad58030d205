using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.UnitTests.Access;

public class PersonalDataGuardTests
{
    [Theory]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "Her SSN is 123-45-6789.", "123-45-6789")]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "123-45-6789", "123-45-6789")]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "They gave 123 45 6789 at intake", "123 45 6789")]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "social security number: 123456789", "123456789")]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "SSN# 123456789", "123456789")]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "social ending in 6789", "6789")]
    [InlineData(PersonalDataKind.SocialSecurityNumber, "ITIN 912-70-1234", "912-70-1234")]
    [InlineData(PersonalDataKind.PassportNumber, "Passport no. C01234567 is held by the employer", "C01234567")]
    [InlineData(PersonalDataKind.PassportNumber, "her passport is 512345678", "512345678")]
    [InlineData(PersonalDataKind.PassportNumber, "passport #A1234567", "A1234567")]
    [InlineData(PersonalDataKind.ImmigrationNumber, "A-number A098765432", "A098765432")]
    [InlineData(PersonalDataKind.ImmigrationNumber, "client A# 098 765 432 has a hearing", "A# 098 765 432")]
    [InlineData(PersonalDataKind.ImmigrationNumber, "alien registration number 98765432", "98765432")]
    [InlineData(PersonalDataKind.ImmigrationNumber, "T visa receipt EAC2312345678", "EAC2312345678")]
    [InlineData(PersonalDataKind.LicenseNumber, "Driver's license D1234567", "D1234567")]
    [InlineData(PersonalDataKind.LicenseNumber, "driver license number is F255-9215-0094", "F255-9215-0094")]
    [InlineData(PersonalDataKind.LicenseNumber, "CA DL Y1234567", "Y1234567")]
    [InlineData(PersonalDataKind.LicenseNumber, "state ID #12345678", "12345678")]
    [InlineData(PersonalDataKind.LicenseNumber, "van with plate 7ABC123", "7ABC123")]
    [InlineData(PersonalDataKind.HealthNumber, "MRN 00123456 at Harbor General", "00123456")]
    [InlineData(PersonalDataKind.HealthNumber, "Medi-Cal ID 91234567A", "91234567A")]
    [InlineData(PersonalDataKind.DateOfBirth, "DOB 3/14/2007", "3/14/2007")]
    [InlineData(PersonalDataKind.DateOfBirth, "date of birth: 2007-03-14", "2007-03-14")]
    [InlineData(PersonalDataKind.DateOfBirth, "dob: 03-14-07", "03-14-07")]
    [InlineData(PersonalDataKind.DateOfBirth, "D.O.B. March 14, 2007", "March 14, 2007")]
    [InlineData(PersonalDataKind.DateOfBirth, "Maria was born on March 14, 2007 in Fresno", "March 14, 2007")]
    [InlineData(PersonalDataKind.DateOfBirth, "she was born in 2007", "2007")]
    [InlineData(PersonalDataKind.DateOfBirth, "the client, born 14 Mar 2007, is safe", "14 Mar 2007")]
    [InlineData(PersonalDataKind.Age, "They asked about a 15-year-old girl from Fresno", "15-year-old girl")]
    [InlineData(PersonalDataKind.Age, "a 16 year old Hispanic female was located", "16 year old Hispanic female")]
    [InlineData(PersonalDataKind.Age, "the 17-year-old Maria Lopez", "17-year-old Maria Lopez")]
    [InlineData(PersonalDataKind.Age, "Maria G., age 16, is in placement", "Maria G., age 16")]
    [InlineData(PersonalDataKind.Age, "placed Keisha aged 14", "Keisha aged 14")]
    [InlineData(PersonalDataKind.Age, "Tanya, 16, who ran from the group home", "Tanya, 16")]
    [InlineData(PersonalDataKind.Age, "She is 15 years old.", "She is 15 years old")]
    [InlineData(PersonalDataKind.Age, "the victim was 13", "victim was 13")]
    [InlineData(PersonalDataKind.Age, "14 y/o taken to the advocacy center", "14 y/o")]
    [InlineData(PersonalDataKind.Age, "placement for a 16yo", "16yo")]
    [InlineData(PersonalDataKind.CaseNumber, "Case No. 23-CR-00123", "23-CR-00123")]
    [InlineData(PersonalDataKind.CaseNumber, "Filed as 2:23-cr-00123-ABC last week", "2:23-cr-00123-ABC")]
    [InlineData(PersonalDataKind.CaseNumber, "docket 8:21-mj-00456", "8:21-mj-00456")]
    [InlineData(PersonalDataKind.CaseNumber, "2023CF001234 is set for trial", "2023CF001234")]
    [InlineData(PersonalDataKind.CaseNumber, "see 22-JV-0456", "22-JV-0456")]
    [InlineData(PersonalDataKind.CaseNumber, "CR-2023-001234", "CR-2023-001234")]
    [InlineData(PersonalDataKind.CaseNumber, "they opened 50A-LA-1234567", "50A-LA-1234567")]
    [InlineData(PersonalDataKind.CaseNumber, "police report no. 23-04567", "23-04567")]
    [InlineData(PersonalDataKind.CaseNumber, "incident number 2023-0004567", "2023-0004567")]
    [InlineData(PersonalDataKind.CaseNumber, "Anaheim PD report 23-104567", "23-104567")]
    [InlineData(PersonalDataKind.CaseNumber, "DR# 23-04567", "23-04567")]
    [InlineData(PersonalDataKind.CaseNumber, "hotline case 1234567 was shared", "1234567")]
    [InlineData(PersonalDataKind.CaseNumber, "case 23-00123 closed", "23-00123")]
    [InlineData(PersonalDataKind.CaseNumber, "CyberTip 123456789", "123456789")]
    [InlineData(PersonalDataKind.CaseNumber, "booking number 2304567", "2304567")]
    [InlineData(PersonalDataKind.CaseNumber, "Cause No. D-1-DC-23-300123", "D-1-DC-23-300123")]
    public void What_looks_like_a_victims_data_is_seen_and_named(PersonalDataKind kind, string text, string seen)
    {
        var finding = Assert.Single(PersonalDataGuard.Look(text));

        Assert.Equal((kind, seen), (finding.Kind, finding.In(text)));
    }

    [Theory]
    [InlineData("New director will name a champion after their board on Oct 27")]
    [InlineData("Call Ines at (714) 555-0123 or 714-555-0199 ext. 204")]
    [InlineData("714.555.0123, +1 714 555 0123, 555-0123")]
    [InlineData("Meeting on 10/15/2026 at 13:00 in room 204")]
    [InlineData("Board meets 2026-10-27, minutes due Nov 6, 2026")]
    [InlineData("MOU 2024-017 ends Nov 18, 2026; addendum 3 extends it")]
    [InlineData("MOU-2024-CR-0012 was renewed")]
    [InlineData("Grant 15POVC-22-GG-03920-HT runs to 9/30/2026")]
    [InlineData("OVC award 2020-VT-BX-0123")]
    [InlineData("HHS grant 90ZV0136-01-00")]
    [InlineData("EIN 12-3456789")]
    [InlineData("Mail to 200 Main St, Anaheim, CA 92805-1234")]
    [InlineData("Council File 23-0456, Resolution 2024-113, Ordinance No. 24-1234")]
    [InlineData("18 U.S.C. 1591 and Penal Code 236.1; H.R. 3244 of 2000")]
    [InlineData("Two case managers start in January; case management training for 24")]
    [InlineData("In case 20-25 people come, book the large room")]
    [InlineData("The case for a champion is strong: 3 of 5 chiefs agree")]
    [InlineData("They serve youth aged 12 to 17 and adults")]
    [InlineData("Youth aged 14 and over, girls age 11 to 17")]
    [InlineData("Ages 12-17; under 18; 18+")]
    [InlineData("It is a 15-year-old program with 12 staff")]
    [InlineData("The 20-year-old Harbor Coalition wants a seat")]
    [InlineData("The clinic is 15 years old this year")]
    [InlineData("The coalition was born in 2014")]
    [InlineData("Our task force was born on March 4, 2014 after the summit")]
    [InlineData("An idea born out of the 2019 assessment")]
    [InlineData("Training on how to ask for a date of birth at intake")]
    [InlineData("Passport and visa help is offered on Tuesdays from 9 to 12")]
    [InlineData("Asked about driver's license checkpoints in 3 cities")]
    [InlineData("They want the Social Security office at the table")]
    [InlineData("Trained 120 officers, 45 deputies and 36 nurses")]
    [InlineData("A 100 percent match, 250,000 dollars over 3 years")]
    [InlineData("Report no. 3 of the committee is late")]
    [InlineData("Their annual report 2025 names us on page 12345")]
    [InlineData("Agenda item 4, decision D-31, action 17")]
    [InlineData("Room F-204, building M-12, lot A-7")]
    [InlineData("Thursday, 15, is taken; October, 16, is free")]
    [InlineData("He is 1 of 3 deputies who can commit the agency")]
    [InlineData("Wants 14 yo-yos for the resource fair")]
    [InlineData("Zoom 812 3456 7890, passcode 445566")]
    [InlineData("Docket call is on Tuesdays, so no meetings then")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Ordinary_outreach_text_is_left_alone(string? text) => Assert.Empty(PersonalDataGuard.Look(text));

    [Fact]
    public void Several_things_are_named_in_one_sentence_in_reading_order_without_the_text()
    {
        var findings = PersonalDataGuard.Look("Case No. 23-CR-00123, DOB 3/14/2007, SSN 123-45-6789, and case 23-00124");

        Assert.Equal([PersonalDataKind.CaseNumber, PersonalDataKind.DateOfBirth, PersonalDataKind.SocialSecurityNumber, PersonalDataKind.CaseNumber], findings.Select(f => f.Kind));
        Assert.Equal("This looks like a case or docket number, a date of birth and a Social Security number. Take it out, or say that it is not about a victim and save anyway.", PersonalDataGuard.Sentence(findings));
    }

    [Fact]
    public void A_long_text_is_looked_through_in_time_that_grows_with_its_length()
    {
        var long1 = string.Concat(Enumerable.Repeat("Case management, 15 years, A 100 and born of case no: she is on 10/10 ", 1_500));

        Assert.Empty(PersonalDataGuard.Look(long1));
        Assert.Single(PersonalDataGuard.Look(long1 + " SSN 123-45-6789"));
        Assert.Empty(PersonalDataGuard.Look("SSN passport case no born" + new string(' ', 100_000) + "case no"));
    }

    [Fact]
    public void A_form_with_such_text_is_refused_until_the_person_confirms_and_the_failure_never_holds_the_text()
    {
        var refused = new NoteRules().Validate(new Note("Her SSN is 123-45-6789", false));
        var failure = Assert.Single(refused.Errors);

        Assert.Equal((nameof(Note.Text), PersonalDataGuard.ErrorCode), (failure.PropertyName, failure.ErrorCode));
        Assert.DoesNotContain("6789", failure.ErrorMessage + failure.AttemptedValue, StringComparison.Ordinal);
        Assert.True(new NoteRules().Validate(new Note("Her SSN is 123-45-6789", true)).IsValid);
        Assert.True(new NoteRules().Validate(new Note("Call again in May", false)).IsValid);
    }

    private sealed record Note(string? Text, bool ConfirmedNoVictimData) : IGuardedForm;

    private sealed class NoteRules : AbstractValidator<Note>
    {
        public NoteRules() => RuleFor(n => n.Text).GuardedText();
    }
}
