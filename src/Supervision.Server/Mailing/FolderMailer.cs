namespace Supervision.Server.Mailing;

/// <summary>Lays letters into a folder, for development: a file each, named so that they sort by time.</summary>
internal sealed class FolderMailer(string folder, TimeProvider time) : IMailer
{
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{Guid.CreateVersion7(time.GetUtcNow())}.txt");
        await File.WriteAllTextAsync(file, $"To: {mail.To}\nSubject: {mail.Subject}\n\n{mail.Text}\n", cancellationToken);
    }
}
