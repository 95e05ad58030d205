using System.Text;

namespace TaskForce.Tests;

public static partial class A
{
    /// <summary>
    /// A roster as coordinators keep them, with one of each trouble: two spellings of one agency, an agency by its initials, five styles of date and one
    /// impossible one, several committees and two addresses in a cell, a formula in a note, a row without an organization. Rows 2 to 16 of the sheet.
    /// </summary>
    public const string Roster = """
        "AGENCY ","Representative (post)","E-mail","Phone","Cmte","Voting?","Since","Notes"
        "Harborview Police Dept.","Lieutenant, Vice","vice.lt@harborview-pd.example.org","555-010-0101","Law Enforcement; Exec Board","Y","4/2/2012","shares the chair with Safe Lantern"
        "Safe Lantern Shelter","Program Director","director@lantern.example.org","(555) 010 0102","Victim Services; Exec Board","yes","2012-04-02","shares the chair"
        "HARBORVIEW POLICE DEPARTMENT","Detective, Vice","vice.det@harborview-pd.example.org","555.010.0103","Law Enforcement","N","Feb 2017",""
        "HSI Harbor County","Group Supervisor","gs@hsi.example.org","","Law Enforcement","Y","2013",""
        "Homeland Security Investigations","Victim Assistance Specialist","vas@hsi.example.org","555 010 0105","Victim Services","no","07/20/2015","same agency as HSI"
        "U.S. Attorney’s Office, Harbor Dist.","Assistant U.S. Attorney","ausa@usao.example.org","555-010-0106","Law Enforcement, Legal","Y","2012-04","prosecutor"
        "Harbor County District Attorney","Deputy DA","deputy@hcda.example.org","555-010-0107","Law Enforcement / Legal","Y","2014-05-03",""
        "The Tide Mission Church","Case Supervisor","cases@tide.example.org","555-010-0108","Victim Services","Y","04/2012",""
        "Tide Mission Church (The)","Outreach Lead","outreach@tide.example.org","555-010-0109","Outreach and Education","N","8/8/2018",""
        "Harbor County Social Services","Senior Social Worker","senior@ssa.example.org","555-010-0110","Victim Services","Y","30/01/2016","typed day first"
        "Harbor County Probation","Supervising Officer","spo@probation.example.org","555-010-0111","","ex officio","2016-02-31","cannot be right"
        "Bayside PD","Sergeant","siu@bayside.example.org","555-010-0112","Law Enforcement","Y","","asked for leave; =HYPERLINK(""http://example.org"")"
        "Lakeview PD","Sergeant","sgt@lakeview.example.org","555-010-0113","Law Enforcement","alternate","2017-06-01",""
        "Port Alder PD","Vice Sergeant","vice@alder.example.org, vice2@alder.example.org","555-010-0114","Law Enforcement","Y","2013-09-21","two addresses"
        "","Volunteer coordinator","volunteer@example.org","","Outreach","N","2020",""
        """;

    /// <summary>A text as a file.</summary>
    public static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));
}
