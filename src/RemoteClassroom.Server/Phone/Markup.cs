using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RemoteClassroom.Server.Phone;

/// <summary>HTML that is safe to send: what is put into <c>Markup.Of($"…{value}…")</c> is encoded unless it is markup itself.</summary>
internal readonly struct Markup(string html)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Nothing.</summary>
    public static Markup Empty { get; } = new("");

    /// <summary>Puts HTML together; holes are encoded.</summary>
    public static Markup Of(Handler handler) => new(handler.ToString());

    /// <summary>One after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.ToString())));

    /// <inheritdoc />
    public override string ToString() => html ?? "";

    /// <summary>Builds the text; literals are trusted, holes are not.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (formattedCount * 24));

        /// <summary>Part of the template.</summary>
        public void AppendLiteral(string value) => _text.Append(value);

        /// <summary>Markup, as it is.</summary>
        public void AppendFormatted(Markup value) => _text.Append(value);

        /// <summary>Text, encoded for element content and quoted attributes.</summary>
        public void AppendFormatted(string? value) => _text.Append(Encoder.Encode(value ?? ""));

        /// <summary>A number.</summary>
        public void AppendFormatted(int value) => _text.Append(value);

        /// <inheritdoc />
        public override string ToString() => _text.ToString();
    }
}
