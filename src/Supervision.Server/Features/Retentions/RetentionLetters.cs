using System.Globalization;
using System.Text;
using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;
using Supervision.Server.Mailing;

namespace Supervision.Server.Features.Retentions;

/// <summary>
/// Sends the letters that wait: one to a person for all that there is to tell. A letter is let go of when the mail server has
/// taken it and not before; the rows are locked meanwhile, so that no other node sends them too.
/// </summary>
internal sealed partial class RetentionLetters(
    PostgresEventStore store, InstituteQueries institutes, PersonNames people, IMailer mailer, ServerSettings settings, ILogger<RetentionLetters> logger)
{
    private const int MostTries = 20;

    private const string TakeSql =
        """
        select id, person_id, as_officer, goes_at from retention.letters
        where tenant_id = $1 and (person_id, as_officer) = (
            select person_id, as_officer from retention.letters where tenant_id = $1 and tries < $2 and id > $3 order by id limit 1 for update skip locked)
        order by id for update skip locked
        """;

    /// <returns>How many letters were sent.</returns>
    public async Task<int> SendAsync(string tenant, CancellationToken cancellationToken)
    {
        var (sent, after) = (0, Guid.Empty);
        while (await SendNextAsync(tenant, after, cancellationToken) is { } next)
        {
            sent += next.IsSent ? 1 : 0;
            after = next.Id;
        }
        return sent;
    }

    private async Task<(Guid Id, bool IsSent)?> SendNextAsync(string tenant, Guid after, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await TakeAsync(connection, tenant, after, cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }
        var isSent = await TrySendAsync(tenant, rows, cancellationToken);
        await using var done = new NpgsqlCommand(
            isSent ? "delete from retention.letters where tenant_id = $1 and id = any ($2)" : "update retention.letters set tries = tries + 1 where tenant_id = $1 and id = any ($2)", connection)
        {
            Parameters = { new() { Value = tenant }, new() { Value = rows.Select(row => row.Id).ToArray() } },
        };
        await done.ExecuteNonQueryAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return (rows[0].Id, isSent);
    }

    private static Task<List<WaitingLetter>> TakeAsync(NpgsqlConnection connection, string tenant, Guid after, CancellationToken cancellationToken) => TenantScope.RowsAsync(
        connection, TenantScope.Of(tenant), new(TakeSql) { Parameters = { new() { Value = tenant }, new() { Value = MostTries }, new() { Value = after } } },
        row => new WaitingLetter(row.GetGuid(0), new(row.GetGuid(1)), row.GetBoolean(2), row.GetFieldValue<DateTimeOffset>(3)), cancellationToken);

    private async Task<bool> TrySendAsync(string tenant, List<WaitingLetter> rows, CancellationToken cancellationToken)
    {
        try
        {
            if (await WriteAsync(tenant, rows, cancellationToken) is { } mail)
            {
                await mailer.SendAsync(mail, cancellationToken);
            }
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotSent(logger, fault.GetType().Name);
            return false;
        }
    }

    /// <returns>Null for somebody who has no address any more.</returns>
    private async Task<Mail?> WriteAsync(string tenant, List<WaitingLetter> rows, CancellationToken cancellationToken)
    {
        var (person, asOfficer) = (rows[0].Person, rows[0].AsOfficer);
        if (!(await people.EmailsOfAsync(tenant, cancellationToken)).TryGetValue(person, out var email) || await institutes.FindAsync(tenant, cancellationToken) is not { } institute)
        {
            return null;
        }
        var name = (await people.NamesOfAsync(tenant, [person], cancellationToken))[person].Name;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(institute.TimeZone);
        var days = rows.GroupBy(row => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.GoesAt, zone).Date)).OrderBy(day => day.Key);
        var list = string.Concat(days.Select(day => $"- {Cases(day.Count(), asOfficer)} on {day.Key.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}\n"));
        var where = settings.Address is { Length: > 0 } address ? $":\n\n{address.TrimEnd('/')}/calendar" : ", under “Calendar” once you have signed in.";
        var text = new StringBuilder($"Dear {name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"{institute.Name} keeps what was said about a case for {Months(institute.Retention.CaseDiscussion)} after it was closed. That time is nearly over, and this will be erased:\n\n")
            .Append(list)
            .Append(CultureInfo.InvariantCulture, $"\nAfterwards nobody can read it, in no copy. What goes and when stands in the calendar{where}\n\n")
            .Append(asOfficer ? "What must stay you can hold there, before that date.\n" : "If something must stay, tell your institute's data protection officer before that date.\n");
        return new(email, "What will be erased, and when", text.ToString());
    }

    private static string Cases(int count, bool asOfficer) =>
        asOfficer ? count == 1 ? "1 case of the institute" : $"{count} cases of the institute" : count == 1 ? "1 case that you brought" : $"{count} cases that you brought";

    private static string Months(int months) => months == 1 ? "1 month" : $"{months} months";

    private readonly record struct WaitingLetter(Guid Id, PersonId Person, bool AsOfficer, DateTimeOffset GoesAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A letter about what will be erased was not sent, and is tried again: {Fault}")]
        public static partial void NotSent(ILogger logger, string fault);
    }
}
