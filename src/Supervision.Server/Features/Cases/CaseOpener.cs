using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

/// <summary>Opens what is said in one case, without the passages that nobody is shown. To be used at once, and let go of.</summary>
internal sealed class CaseOpener(TextOpener texts, Redacted redacted) : IDisposable
{
    public TextOpener Texts => texts;

    public Redacted Redacted => redacted;

    public bool IsErased => texts.IsErased;

    public void Dispose() => texts.Dispose();
}
