using System.Collections.Frozen;
using System.Text.Json;

namespace RemoteClassroom.Server.Phone;

/// <summary>The phone page's words, from the same locale files as the web app's (their namespace <c>phone</c>).</summary>
internal sealed class PhoneTexts
{
    private static readonly string[] Languages = ["zh-CN", "en"];

    private static readonly FrozenDictionary<string, PhoneTexts> All = Languages.ToFrozenDictionary(language => language, language => new PhoneTexts(language), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _texts;

    private PhoneTexts(string language)
    {
        Language = language;
        using var file = typeof(PhoneTexts).Assembly.GetManifestResourceStream($"locales/{language}.json")
            ?? throw new InvalidOperationException($"The locale {language} is not part of this build.");
        using var json = JsonDocument.Parse(file);
        _texts = json.RootElement.GetProperty("phone").EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>The language, as HTML names it.</summary>
    public string Language { get; }

    /// <summary>The names of all texts.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>A text by its name.</summary>
    /// <exception cref="KeyNotFoundException">The locale file lacks it.</exception>
    public string this[string key] => _texts[key];

    /// <summary>A text with one value put in for its placeholder, such as <c>{n}</c>.</summary>
    public string With(string key, string placeholder, string value) => _texts[key].Replace("{" + placeholder + "}", value, StringComparison.Ordinal);

    /// <summary>The texts of a language; <c>zh-CN</c> or <c>en</c>.</summary>
    public static PhoneTexts Of(string language) => All[language];

    /// <summary>What a browser's Accept-Language asks for: English if it comes before any Chinese, else Chinese.</summary>
    public static PhoneTexts For(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value ?? "")
            .FirstOrDefault(language => IsOf(language, "zh") || IsOf(language, "en"));
        return All[wanted is not null && IsOf(wanted, "en") ? "en" : "zh-CN"];
    }

    private static bool IsOf(string language, string primary) =>
        language.StartsWith(primary, StringComparison.OrdinalIgnoreCase) && (language.Length == primary.Length || language[primary.Length] == '-');
}
