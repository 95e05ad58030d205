using AngleSharp.Html.Parser;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>Whatever is typed as Markdown, what comes out holds no script, no foreign element and no link that does something.</summary>
public class SafeMarkdownTests
{
    private static readonly string[] Harmless = ["P", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "A", "STRONG", "EM", "CODE", "PRE", "BLOCKQUOTE", "HR", "BR", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD"];

    public static TheoryData<string> Payloads =>
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:msgbox)",
        "[a](//evil.example.org)",
        "[a](/\\evil.example.org)",
        "<javascript:alert(1)>",
        "![x](https://evil.example.org/pixel.png)",
        "![x\" onerror=\"alert(1)](x)",
        "[a](https://example.org \"x\\\" onmouseover=\\\"alert(1)\")",
        "[x]: javascript:alert(1)\n\n[x]",
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "a | b\n--|--\n<b onclick=alert(1)>x</b> | [y](javascript:1)",
        "```\n</pre><script>alert(1)</script>\n```",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        "<style>*{background:url(https://evil.example.org)}</style>",
        "# <form action=https://evil.example.org><button>",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_payload_stays_text(string payload)
    {
        var page = new HtmlParser().ParseDocument(SafeMarkdown.ToHtml(payload));
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.TagName, Harmless);
            Assert.DoesNotContain(element.Attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name is "style" or "src" or "srcdoc");
            if (element.GetAttribute("href") is { } href)
                Assert.True(SafeMarkdown.IsSafe(href), href);
        }
    }

    [Fact]
    public void Minutes_keep_their_form()
    {
        var html = SafeMarkdown.ToHtml("# Minutes\n\nThey **agreed**:\n\n- one\n- two\n\n[the plan](/committees/outreach), [law](https://example.org)");

        Assert.Contains("<h3", html, StringComparison.Ordinal);
        Assert.Contains("<strong>agreed</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<li>two</li>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/committees/outreach\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_gives_nothing() => Assert.Equal("", SafeMarkdown.ToHtml(null));
}
