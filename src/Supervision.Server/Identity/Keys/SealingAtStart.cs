using Supervision.Server.Hosting;

namespace Supervision.Server.Identity.Keys;

/// <summary>
/// When a node starts, what lies in the database plain or under an old key is sealed with the present one, so that an old
/// key can be thrown away once every node has the new one.
/// </summary>
internal sealed partial class SealingAtStart(
    DataProtectionKeys keys, KeySeal seal, IServiceProvider services, ServerSettings settings, ILogger<SealingAtStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = await keys.ReadAsync(cancellationToken);
        if (seal.CurrentId is null)
        {
            if (!settings.IsOwnMachine)
            {
                Log.NotSealed(logger);
            }
        }
        else
        {
            var (encryptor, decryptor) = (new KeyEncryptor(seal), new KeyDecryptor(services));
            foreach (var key in stored)
            {
                if (StoredKey.Resealed(key.Element, seal, encryptor, decryptor) is { } changed)
                {
                    await keys.ReplaceAsync(key, changed, cancellationToken);
                }
            }
        }
        if (stored.Count(key => StoredKey.IsOutOfReach(key.Element, seal)) is > 0 and var lost)
        {
            Log.OutOfReach(logger, lost);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "Supervision:DataProtection:Key is not set: the keys of sessions lie unencrypted in the database, and whoever reads it can sign in as anyone. See deploy/README.md")]
        public static partial void NotSealed(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning,
            "{Count} stored keys were sealed with a key that is neither Supervision:DataProtection:Key nor one of OldKeys: what they protect cannot be read")]
        public static partial void OutOfReach(ILogger logger, int count);
    }
}
