using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Hubs;

/// <summary>A connection of the hub that keeps what it is sent, in order.</summary>
internal sealed class HubListener : IAsyncDisposable
{
    private readonly Channel<object> _messages = Channel.CreateUnbounded<object>();

    private HubListener(HubConnection connection)
    {
        Connection = connection;
        connection.On<Frame>("frame", message => _messages.Writer.TryWrite(message));
        connection.On<Snapshot>("snapshot", message => _messages.Writer.TryWrite(message));
        connection.On<Bye>("bye", message => _messages.Writer.TryWrite(message));
    }

    public HubConnection Connection { get; }

    public static async Task<HubListener> ConnectAsync(ServerHost host, string token)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(host.Address, "/hubs/classroom"), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = HttpTransportType.WebSockets;
                options.Headers["Authorization"] = $"Bearer {token}";
            })
            .AddJsonProtocol(json => ContractsJson.Apply(json.PayloadSerializerOptions))
            .Build();
        var listener = new HubListener(connection);
        await connection.StartAsync();
        return listener;
    }

    /// <summary>Joins one stream, which must be allowed.</summary>
    public async Task JoinAsync(StreamName stream)
    {
        var answer = await Connection.InvokeAsync<JoinAnswer>("Join", new JoinRequest([new JoinStream(stream.Format())]));
        Assert.True(answer.Ok, answer.Error?.Detail);
    }

    public async Task<object> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            return await _messages.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException("Waited in vain for a message of the hub.", late);
        }
    }

    /// <summary>The next farewell, whatever comes before it.</summary>
    public async Task<Bye> ByeAsync()
    {
        while (true)
        {
            if (await NextAsync() is Bye bye)
            {
                return bye;
            }
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
