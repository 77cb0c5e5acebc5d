namespace Supervision.Server.Mailing;

/// <summary>Lays letters into a folder, for development: a file each, named so that they sort by time.</summary>
internal sealed class FolderMailer(string? folder, TimeProvider time) : IMailer
{
    // Letters open accounts: a folder that only this user may enter.
    private readonly Lazy<string> _folder = new(() => folder ?? Directory.CreateTempSubdirectory("supervision-mail-").FullName);

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder.Value);
        var file = Path.Combine(_folder.Value, $"{Guid.CreateVersion7(time.GetUtcNow())}.txt");
        await File.WriteAllTextAsync(file, $"To: {mail.To}\nSubject: {mail.Subject}\n\n{mail.Text}\n", cancellationToken);
    }

    /// <summary>All letters, the last first.</summary>
    public async Task<IReadOnlyList<Mail>> ReadAsync(CancellationToken cancellationToken)
    {
        var letters = new List<Mail>();
        var files = Directory.Exists(_folder.Value) ? Directory.GetFiles(_folder.Value, "*.txt") : [];
        foreach (var file in files.OrderDescending(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            if (text.Split('\n', 4) is [var to, var subject, _, var body])
            {
                letters.Add(new(to["To: ".Length..], subject["Subject: ".Length..], body.TrimEnd('\n')));
            }
        }
        return letters;
    }
}
