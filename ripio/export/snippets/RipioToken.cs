// Requests a token for Ripio's On/Off-Ramp widget and keeps it until shortly before it
// expires. Needs .NET 6 or later and no packages: put it into a console project and run
//
//   RIPIO_CLIENT_SECRET=... dotnet run

using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

public static class Program
{
    const string AuthUrl = "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth";
    const string ClientId = "YOUR_CLIENT_ID";
    const string ExternalRef = "YOUR_USERS_UUID_V4"; // names the user in your system
    const string Address = "YOUR_USERS_ADDRESS"; // the user's blockchain address or wallet identifier

    public static async Task<int> Main()
    {
        string? secret = Environment.GetEnvironmentVariable("RIPIO_CLIENT_SECRET");
        if (string.IsNullOrEmpty(secret))
        {
            Console.Error.WriteLine("RIPIO_CLIENT_SECRET is not set");
            return 1;
        }
        try
        {
            var source = new TokenSource(AuthUrl, ClientId, secret, ExternalRef, Address);
            Console.WriteLine(await source.TokenAsync()); // a credential: keep it out of logs
            return 0;
        }
        catch (TokenException failed)
        {
            Console.Error.WriteLine(failed.Message);
            return 1;
        }
    }
}

/// <summary>Why there is no token. It never holds the secret.</summary>
public sealed class TokenException : Exception
{
    public TokenException(string message, Exception? cause = null) : base(message, cause) { }
}

/// <summary>
/// Gives the token of one user; keep one source for each user. Callers may overlap: while
/// a request is under way, all wait for its result.
/// </summary>
public sealed class TokenSource
{
    /// <summary>How long before its expiry a token is replaced.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // A redirect could take the secret to another host.
    static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };

    readonly string url, secret, username;
    readonly object gate = new();
    string? token;
    long goodUntil; // by Environment.TickCount64, in milliseconds
    Task<string>? flight;

    public TokenSource(string url, string clientId, string secret, string externalRef, string address)
    {
        this.url = url;
        this.secret = secret;
        username = clientId + ":" + externalRef + ":" + address;
    }

    /// <summary>Returns a token that is good for another minute, unless it lives shorter.</summary>
    public Task<string> TokenAsync()
    {
        lock (gate)
        {
            if (token != null && Environment.TickCount64 < goodUntil)
            {
                return Task.FromResult(token);
            }
            if (flight == null || flight.IsCompleted)
            {
                flight = Task.Run(RenewAsync);
            }
            return flight;
        }
    }

    async Task<string> RenewAsync()
    {
        long started = Environment.TickCount64;
        (string fresh, TimeSpan left) = await RequestAsync().ConfigureAwait(false);
        lock (gate)
        {
            token = fresh;
            goodUntil = started + (long)(left - Margin).TotalMilliseconds;
        }
        return fresh;
    }

    /// <summary>Asks for a token and how long it is good for.</summary>
    async Task<(string, TimeSpan)> RequestAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = username, ["password"] = secret }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        HttpStatusCode status;
        DateTimeOffset now;
        string body;
        try
        {
            using HttpResponseMessage response = await Client.SendAsync(request).ConfigureAwait(false);
            status = response.StatusCode;
            // The expiry is a time of the server's clock, so that clock says how long is left.
            now = response.Headers.Date ?? DateTimeOffset.UtcNow;
            body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException)
        {
            throw new TokenException("no response from Ripio: " + failed.Message, failed);
        }
        string? fresh = status == HttpStatusCode.OK ? TokenIn(body) : null;
        if (string.IsNullOrEmpty(fresh))
        {
            // Error responses are not documented, so the text is shown as it came.
            string text = body.Replace(secret, "[secret]");
            throw new TokenException($"no token: status {(int)status}, {text[..Math.Min(500, text.Length)]}");
        }
        TimeSpan left = ExpiryOf(fresh) - now;
        if (left <= TimeSpan.Zero)
        {
            throw new TokenException("the token has expired already");
        }
        return (fresh, left);
    }

    static string? TokenIn(string body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            JsonElement root = answer.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("succeed", out JsonElement succeed) && succeed.ValueKind == JsonValueKind.True
                && root.TryGetProperty("token", out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the claim exp. The signature is not checked: Ripio publishes no key to check it with.</summary>
    static DateTimeOffset ExpiryOf(string token)
    {
        try
        {
            string payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
            payload += new string('=', (4 - payload.Length % 4) % 4);
            using JsonDocument claims = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(payload)));
            return DateTimeOffset.FromUnixTimeSeconds((long)claims.RootElement.GetProperty("exp").GetDouble());
        }
        catch (Exception failed) when (failed is JsonException or FormatException or IndexOutOfRangeException
            or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new TokenException("the token's expiry cannot be read", failed);
        }
    }
}
