using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>
/// Linux's epoll: which of some sockets have something to read. The runtime's own engine asks each socket in vain before it waits for it, and hands what came from thread to thread: processor time
/// that the server on the same machine would lack.
/// </summary>
internal sealed class Readiness : IDisposable
{
    private const int Most = 256;
    private const int Add = 1;
    private const uint Readable = 1;

    // On x64 the kernel packs its structure of an event.
    private static readonly (int Size, int Data) Layout = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? (12, 4) : (16, 8);

    private readonly int _handle = Check(EpollCreate(0));
    private readonly byte[] _events = new byte[Most * 16];

    /// <summary>Watches a socket under a number.</summary>
    public void Watch(Socket socket, int number)
    {
        var change = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(change, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(change.AsSpan(Layout.Data), number);
        Check(EpollControl(_handle, Add, (int)socket.Handle, change));
    }

    /// <summary>Waits for at most so long and gives the numbers of those that have something to read.</summary>
    /// <param name="ready">Where the numbers go.</param>
    /// <param name="milliseconds">How long; -1: until there is one.</param>
    public void Wait(List<int> ready, int milliseconds)
    {
        ready.Clear();
        var count = EpollWait(_handle, _events, Most, milliseconds);
        for (var i = 0; i < count; i++)
        {
            ready.Add(BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((i * Layout.Size) + Layout.Data)));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ = Close(_handle);

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception();

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static extern int EpollCreate(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static extern int EpollControl(int handle, int operation, int socket, byte[] change);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static extern int EpollWait(int handle, byte[] events, int most, int milliseconds);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
