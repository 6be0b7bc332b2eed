using RemoteClassroom.Server.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPipeline(publicUrl: null);
var app = builder.Build();
app.UsePipeline();
app.CheckEndpoints();
await app.RunAsync();
