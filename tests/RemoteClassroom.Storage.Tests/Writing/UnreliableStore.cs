using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Tests.Writing;

/// <summary>What goes wrong with a transaction.</summary>
internal enum Fault
{
    None,
    /// <summary>It is committed, and the answer is lost.</summary>
    AnswerLost,
    /// <summary>COMMIT never arrives; the answer is lost.</summary>
    CommitLost,
    /// <summary>The connection is gone before anything was done.</summary>
    Disconnected,
    /// <summary>The disk is full.</summary>
    Full,
}

/// <summary>The real store with faults to order.</summary>
internal sealed class UnreliableStore(IGroupStore inner) : IGroupStore
{
    private readonly Queue<Fault> _faults = new();

    public int Transactions { get; private set; }

    public bool IsAlone => inner.IsAlone;

    public static Action<IServiceCollection> Around => services =>
    {
        var real = services.Last(service => service.ServiceType == typeof(IGroupStore));
        services.Remove(real);
        services.AddSingleton(real.ImplementationType!);
        services.AddSingleton(all => new UnreliableStore((IGroupStore)all.GetRequiredService(real.ImplementationType!)));
        services.AddSingleton<IGroupStore>(all => all.GetRequiredService<UnreliableStore>());
    };

    /// <summary>The next transactions meet these, one each.</summary>
    public void Next(params Fault[] faults) => Array.ForEach(faults, _faults.Enqueue);

    public async Task RunAsync(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
    {
        Transactions++;
        _faults.TryDequeue(out var fault);
        switch (fault)
        {
            case Fault.Disconnected:
                throw new EndOfStreamException("injected");
            case Fault.Full:
                throw new InvalidDataException("injected");
            case Fault.CommitLost:
                throw new CommitInDoubtException(new EndOfStreamException("injected"));
            default:
                await inner.RunAsync(needs, decide);
                break;
        }

        if (fault == Fault.AnswerLost)
        {
            throw new CommitInDoubtException(new EndOfStreamException("injected"));
        }
    }

    public Failure Judge(Exception error) => error switch
    {
        EndOfStreamException => Failure.Connection,
        InvalidDataException => Failure.Database,
        _ => inner.Judge(error),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
