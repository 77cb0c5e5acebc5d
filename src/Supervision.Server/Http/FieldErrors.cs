using Microsoft.AspNetCore.Http.HttpResults;

namespace Supervision.Server.Http;

/// <summary>What is wrong with a request, by field; sentences for people, without the field's content.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public ProblemHttpResult Problem => Problems.Invalid(_errors);

    public void Add(string field, string sentence) => _errors[field] = [sentence];

    public void RequireId(string field, Guid id)
    {
        if (id == Guid.Empty)
        {
            Add(field, "This must be an id.");
        }
    }
}
