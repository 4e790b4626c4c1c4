using PersonalizedAgent.Benchmarks;

return await Commands.RunAsync(args);
