using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Supervision.EventStore.Deciding;
using Supervision.Server.Hosting;

namespace Supervision.Server.Tests.Architecture;

/// <summary>What the compiler cannot see: who may know whom inside the server.</summary>
public sealed partial class TheBordersOfFeatures
{
    private static readonly Assembly Server = typeof(Composition).Assembly;

    [Fact]
    public void Deciders_are_pure_functions()
    {
        var deciders = Server.GetTypes().Where(type => type.Name.EndsWith("Decider", StringComparison.Ordinal)).ToList();
        var methods = deciders.SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)).ToList();

        Assert.True(deciders.Count >= 3);
        Assert.All(deciders, type =>
        {
            Assert.True(type is { IsAbstract: true, IsSealed: true }, $"{type.Name} must be static.");
            Assert.NotNull(type.GetMethod("Decide"));
            Assert.NotNull(type.GetMethod("Evolve"));
        });
        Assert.All(methods, method =>
        {
            Assert.False(typeof(Task).IsAssignableFrom(method.ReturnType), $"{method.DeclaringType!.Name}.{method.Name} waits for something.");
            Assert.DoesNotContain(method.GetParameters(), parameter => parameter.ParameterType.IsInterface || parameter.ParameterType == typeof(TimeProvider));
        });
    }

    [Fact]
    public void Everything_in_the_server_is_internal() =>
        Assert.DoesNotContain(Server.GetTypes(), type => type.IsPublic && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && type.Namespace?.StartsWith("Supervision", StringComparison.Ordinal) == true);

    [Fact]
    public void The_store_knows_nothing_of_the_domain() =>
        Assert.DoesNotContain(typeof(Refusal).Assembly.GetReferencedAssemblies(), reference => reference.Name == Server.GetName().Name);

    [Fact]
    public void No_decider_and_no_event_knows_the_web()
    {
        var pure = Directory.GetFiles(Path.Combine(Sources(), "Features"), "*.cs", SearchOption.AllDirectories)
            .Where(file => PureFile().IsMatch(file)).ToList();

        Assert.True(pure.Count >= 9);
        Assert.All(pure, file => Assert.DoesNotMatch(ImpureUsing(), File.ReadAllText(file)));
    }

    [Fact]
    public void The_program_is_short() => Assert.True(File.ReadAllLines(Path.Combine(Sources(), "Program.cs")).Length < 60);

    private static string Sources([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Supervision.Server"));

    [GeneratedRegex("(Decider|Events|Commands)\\.cs$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PureFile();

    [GeneratedRegex("using (Microsoft\\.AspNetCore|Npgsql|Microsoft\\.EntityFrameworkCore)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ImpureUsing();
}
