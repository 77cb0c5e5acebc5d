using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Groups;

/// <summary>Reads what was typed, and gathers what is wrong with it by field. Lengths are for the decider to refuse.</summary>
internal sealed class GroupForm
{
    private readonly FieldErrors _errors = new();

    /// <summary>Null when nothing is wrong.</summary>
    public ProblemHttpResult? Problem => _errors.Any ? _errors.Problem : null;

    public void Id(string field, Guid id) => _errors.RequireId(field, id);

    /// <summary>In one line, without white space around it.</summary>
    public string Line(string field, string raw) => string.Join(' ', Text(field, raw).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public ContractTerms Terms(ContractTerms raw) => raw with
    {
        Purpose = Text("purpose", raw.Purpose),
        Frequency = Text("frequency", raw.Frequency),
        Fees = Text("fees", raw.Fees),
        Confidentiality = Text("confidentiality", raw.Confidentiality),
        Records = Text("records", raw.Records),
        Hours = Text("hours", raw.Hours),
        Lateness = Text("lateness", raw.Lateness),
        Complaints = Text("complaints", raw.Complaints),
    };

    private string Text(string field, string raw)
    {
        if (CleanText.FaultIn(raw) is { } fault)
        {
            _errors.Add(field, fault.Detail);
            return "";
        }
        return CleanText.Normalise(raw).Trim();
    }
}
