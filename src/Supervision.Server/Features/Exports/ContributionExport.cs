using System.Text;
using System.Text.Json.Nodes;
using Supervision.EventStore;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>What one has written on the margin of a case, as W3C Web Annotations and in Markdown. Of a text that another brought nothing is quoted.</summary>
internal sealed class ContributionExport(PostgresEventStore store, CaseSealing sealing)
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal) { ["withdrawn"] = "urn:supervision:withdrawn", ["erased"] = "urn:supervision:erased" };

    public async Task<IReadOnlyList<ExportFile>> MakeAsync(Viewer viewer, CaseHeader header, CancellationToken cancellationToken)
    {
        using var opener = await sealing.OpenerAsync(viewer.Tenant, header.Case, cancellationToken);
        var page = new Page(viewer.Person, header, opener);
        await foreach (var stored in store.ReadStreamAsync(AnnotationStream.Of(viewer.Tenant, header.Case), StreamPart.Whole, cancellationToken))
        {
            page.Add(stored);
        }
        if (page.Items.Count == 0)
        {
            return [];
        }
        var key = opener.IsErased ? new KeyScope(KeyKind.Author, viewer.Person.Value) : CaseSealing.ScopeOf(header.Case);
        var json = new JsonObject
        {
            ["@context"] = new JsonArray("http://www.w3.org/ns/anno.jsonld", new JsonObject([.. Own.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))])),
            ["id"] = $"{ExportJson.Urn(header.Case.Value)}#yours",
            ["type"] = "AnnotationPage",
            ["items"] = new JsonArray([.. page.Items.Values]),
        };
        return [new($"annotations/{header.Case}.json", key, ExportJson.Write(json)), new($"annotations/{header.Case}.md", key, page.Markdown)];
    }

    private sealed class Page(PersonId person, CaseHeader header, TextOpener opener)
    {
        private readonly StringBuilder _markdown = new("# What you wrote in one case\n");

        public OrderedDictionary<Guid, JsonObject> Items { get; } = [];

        public string Markdown => _markdown.ToString();

        public void Add(StoredEvent stored)
        {
            switch (stored.Data)
            {
                case AnnotationEvent.Added e when e.By == person:
                    Annotated(stored, e.Annotation);
                    break;
                case AnnotationEvent.Replaced e when e.By == person:
                    TakenBack(e.Old.Value, stored.At);
                    Annotated(stored, e.Annotation);
                    break;
                case AnnotationEvent.Withdrawn e:
                    TakenBack(e.Annotation.Value, stored.At);
                    break;
                case AnnotationEvent.ReplyAdded e when e.By == person:
                    Replied(stored, e);
                    break;
                case AnnotationEvent.ReplyWithdrawn e:
                    TakenBack(e.Reply.Value, stored.At);
                    break;
            }
        }

        private void Annotated(StoredEvent stored, SealedAnnotation annotation)
        {
            var shown = AnnotationSealing.Open(opener, stored.Stream, annotation);
            var selectors = new JsonArray(new JsonObject { ["type"] = "TextPositionSelector", ["start"] = annotation.Start, ["end"] = annotation.End });
            if (header.OpenedBy == person && shown.IsErased is not true)
            {
                selectors.Add(new JsonObject { ["type"] = "TextQuoteSelector", ["exact"] = shown.Span.Quote, ["prefix"] = shown.Span.Prefix, ["suffix"] = shown.Span.Suffix });
            }
            var codes = annotation.Codes.Select(code => $"{code.Codebook}/{code.Version}/{code.Code}").ToList();
            var bodies = new JsonArray([.. codes.Select(code => Body("tagging", code))]);
            if (shown.Note is { } note)
            {
                bodies.Add(Body("commenting", note));
            }
            Items[annotation.Id.Value] = Item(
                stored, annotation.Id.Value, shown.Note is null ? new JsonArray("tagging") : new JsonArray("tagging", "commenting"), bodies,
                new JsonObject { ["source"] = ExportJson.Urn(header.Case.Value), ["selector"] = selectors }, shown.IsErased is true);
            Said(stored, $"{annotation.Start} to {annotation.End}: {string.Join(", ", codes)}", shown.Note);
        }

        private void Replied(StoredEvent stored, AnnotationEvent.ReplyAdded e)
        {
            var text = AnnotationSealing.Open(opener, stored.Stream, e.Reply, e.Text);
            var bodies = text is null ? [] : new JsonArray(Body("replying", text));
            Items[e.Reply.Value] = Item(stored, e.Reply.Value, new JsonArray("replying"), bodies, JsonValue.Create(ExportJson.Urn(e.Annotation.Value)), text is null);
            Said(stored, $"Reply to {e.Annotation}", text ?? "Erased.");
        }

        private JsonObject Item(StoredEvent stored, Guid id, JsonArray motivation, JsonArray bodies, JsonNode target, bool isErased)
        {
            var item = new JsonObject
            {
                ["id"] = ExportJson.Urn(id),
                ["type"] = "Annotation",
                ["created"] = ExportJson.Time(stored.At),
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

        private void Said(StoredEvent stored, string what, string? words)
        {
            _markdown.Append('\n').Append(ExportJson.Time(stored.At)).Append(", ").Append(what).Append('\n');
            if (words is not null)
            {
                _markdown.Append("\n> ").Append(words.ReplaceLineEndings("\n> ")).Append('\n');
            }
        }
    }
}
