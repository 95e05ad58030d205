using System.IO.Compression;
using System.Text;
using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

public class MouFileContentTests
{
    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var name in names)
                zip.CreateEntry(name);
        return bytes.ToArray();
    }

    [Fact]
    public void A_PDF_is_told_by_its_header() => Assert.Equal(MouFileKind.Pdf, MouFileContent.Recognize("%PDF-1.7\n"u8.ToArray()));

    [Fact]
    public void A_PDF_may_have_a_preamble_but_not_a_long_one()
    {
        Assert.Equal(MouFileKind.Pdf, MouFileContent.Recognize([.. new byte[1000], .. "%PDF-1.4"u8]));
        Assert.Null(MouFileContent.Recognize([.. new byte[1024], .. "%PDF-1.4"u8]));
    }

    [Fact]
    public void A_DOCX_is_an_archive_with_a_word_document() =>
        Assert.Equal(MouFileKind.Docx, MouFileContent.Recognize(Zip("[Content_Types].xml", "word/document.xml")));

    [Fact]
    public void Other_archives_are_refused()
    {
        Assert.Null(MouFileContent.Recognize(Zip("xl/workbook.xml")));
        Assert.Null(MouFileContent.Recognize(Zip()));
        Assert.Null(MouFileContent.Recognize([.. Zip("word/document.xml").Take(30)]));
    }

    [Fact]
    public void A_document_that_unpacks_to_more_than_any_agreement_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var blank = new byte[1024 * 1024];
            for (var i = 0; i < 64; i++) part.Write(blank);
        }

        Assert.True(bytes.Length < MouFileContent.MaxBytes);
        Assert.Null(MouFileContent.Recognize(bytes.ToArray()));
    }

    [Fact]
    public void An_archive_that_only_contains_a_PDF_header_is_refused() =>
        Assert.Null(MouFileContent.Recognize([.. "PK\u0003\u0004"u8, .. "%PDF-1.7"u8]));

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("MZ\u0090")]
    public void Anything_else_is_refused(string content) => Assert.Null(MouFileContent.Recognize(Encoding.Latin1.GetBytes(content)));
}
