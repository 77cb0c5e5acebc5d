using Supervision.Server.Commands;

return await CommandLine.RunAsync(args);
