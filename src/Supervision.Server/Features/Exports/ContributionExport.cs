using System.Text;
using System.Text.Json.Nodes;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>What one has written on the margin of a case, as W3C Web Annotations and in Markdown. Of a text that another brought nothing is quoted.</summary>
internal sealed class ContributionExport(AnnotationQueries annotations)
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal) { ["withdrawn"] = "urn:supervision:withdrawn", ["erased"] = "urn:supervision:erased" };

    public async Task<IReadOnlyList<ExportFile>> MakeAsync(Viewer viewer, CaseHeader header, CancellationToken cancellationToken)
    {
        var page = new Page(viewer.Person, header);
        await foreach (var changes in annotations.PagesAsync(viewer.Tenant, header.Case, since: 0, cancellationToken))
        {
            changes.ForEach(page.Add);
        }
        if (page.Items.Count == 0)
        {
            return [];
        }
        var key = page.Items.Values.All(item => item.ContainsKey("erased")) ? new KeyScope(KeyKind.Author, viewer.Person.Value) : CaseSealing.ScopeOf(header.Case);
        var json = new JsonObject
        {
            ["@context"] = new JsonArray("http://www.w3.org/ns/anno.jsonld", new JsonObject([.. Own.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))])),
            ["id"] = $"{ExportJson.Urn(header.Case.Value)}#yours",
            ["type"] = "AnnotationPage",
            ["items"] = new JsonArray([.. page.Items.Values]),
        };
        return [new($"annotations/{header.Case}.json", key, ExportJson.Write(json)), new($"annotations/{header.Case}.md", key, page.Markdown)];
    }

    private sealed class Page(PersonId person, CaseHeader header)
    {
        private readonly StringBuilder _markdown = new("# What you wrote in one case\n");

        public OrderedDictionary<Guid, JsonObject> Items { get; } = [];

        public string Markdown => _markdown.ToString();

        public void Add(Change change)
        {
            switch (change)
            {
                case Change.Annotated e when e.By == person:
                    Annotated(e, e.Annotation);
                    break;
                case Change.Replaced e when e.By == person:
                    TakenBack(e.AnnotationId.Value, e.At);
                    Annotated(e, e.Annotation);
                    break;
                case Change.Withdrawn e:
                    TakenBack(e.AnnotationId.Value, e.At);
                    break;
                case Change.Replied e when e.By == person:
                    Replied(e);
                    break;
                case Change.ReplyWithdrawn e:
                    TakenBack(e.ReplyId.Value, e.At);
                    break;
            }
        }

        private void Annotated(Change change, ShownAnnotation annotation)
        {
            var (span, isErased) = (annotation.Span, annotation.IsErased is true);
            var selectors = new JsonArray(new JsonObject { ["type"] = "TextPositionSelector", ["start"] = span.Start, ["end"] = span.End });
            if (header.OpenedBy == person && !isErased)
            {
                selectors.Add(new JsonObject { ["type"] = "TextQuoteSelector", ["exact"] = span.Quote, ["prefix"] = span.Prefix, ["suffix"] = span.Suffix });
            }
            var codes = annotation.Codes.Select(code => $"{code.Codebook}/{code.Version}/{code.Code}").ToList();
            var bodies = new JsonArray([.. codes.Select(code => Body("tagging", code))]);
            var motivation = new JsonArray("tagging");
            if (annotation.Note is { } note)
            {
                bodies.Add(Body("commenting", note));
                motivation.Add("commenting");
            }
            Items[annotation.Id.Value] = Item(change, annotation.Id.Value, motivation, bodies, new JsonObject { ["source"] = ExportJson.Urn(header.Case.Value), ["selector"] = selectors }, isErased);
            Said(change, $"{span.Start} to {span.End}: {string.Join(", ", codes)}", isErased ? "Erased." : annotation.Note);
        }

        private void Replied(Change.Replied reply)
        {
            var isErased = reply.IsErased is true;
            var bodies = isErased ? [] : new JsonArray(Body("replying", reply.Text));
            Items[reply.ReplyId.Value] = Item(reply, reply.ReplyId.Value, new JsonArray("replying"), bodies, JsonValue.Create(ExportJson.Urn(reply.AnnotationId.Value)), isErased);
            Said(reply, $"Reply to {reply.AnnotationId}", isErased ? "Erased." : reply.Text);
        }

        private JsonObject Item(Change change, Guid id, JsonArray motivation, JsonArray bodies, JsonNode target, bool isErased)
        {
            var item = new JsonObject
            {
                ["id"] = ExportJson.Urn(id),
                ["type"] = "Annotation",
                ["created"] = ExportJson.Time(change.At),
                ["creator"] = ExportJson.Urn(person.Value),
                ["motivation"] = motivation,
                ["body"] = bodies,
                ["target"] = target,
            };
            if (isErased)
            {
                item["erased"] = true;
            }
            return item;
        }

        private static JsonObject Body(string purpose, string value) => new() { ["type"] = "TextualBody", ["purpose"] = purpose, ["format"] = "text/plain", ["value"] = value };

        // Also what others take back; it is only here if it is one's own.
        private void TakenBack(Guid id, DateTimeOffset at)
        {
            if (Items.TryGetValue(id, out var item))
            {
                item["withdrawn"] = ExportJson.Time(at);
            }
        }

        private void Said(Change change, string what, string? words)
        {
            _markdown.Append('\n').Append(ExportJson.Time(change.At)).Append(", ").Append(what).Append('\n');
            if (words is not null)
            {
                _markdown.Append("\n> ").Append(words.ReplaceLineEndings("\n> ")).Append('\n');
            }
        }
    }
}
