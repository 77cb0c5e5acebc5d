namespace Supervision.Server.Features.Exports;

/// <summary>The archive's own README.</summary>
internal static class ExportGuide
{
    public const string Text =
        """
        # What is yours

        What you chose of your own at one institute, as it was held when this was made.

        | File | Holds |
        | --- | --- |
        | `account.json` | your account, your roles, groups, signatures, accreditations and declared conflicts |
        | `cases/<id>.md` | the text of each case that you brought, in Markdown |
        | `annotations/<id>.json` | your annotations and replies in a case, as a page of W3C Web Annotations |
        | `annotations/<id>.md` | the notes and replies among them, to read |
        | `readings.json` | which cases you have opened, and who has opened those that you brought |

        - Cases go by their ids. A file that you did not choose is not there.
        - The words of others are left out: of an annotation on a case that another brought, there are the codes, your note
          and the place, and not what it quotes.
        - Places count UTF-16 code units from the beginning of the case's text, `end` not included.
        - `withdrawn` says when you took something back. `erased` says that its words have been made unreadable for good.
        - Times are in UTC.

        This may hold what clients have said. Keep it as you keep your notes, and delete it when it has served.

        """;
}
