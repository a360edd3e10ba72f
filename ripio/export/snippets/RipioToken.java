// Requests a token for Ripio's On/Off-Ramp widget and keeps it until shortly before it
// expires. Needs Java 11 or later and no libraries:
//
//   RIPIO_CLIENT_SECRET=... java RipioToken.java
//
// Java reads environment variables in the character set of the locale: use one with
// UTF-8 when the secret has letters beyond ASCII.

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the token of one user; keep one for each user. Threads may share it: while a
 * request is under way, they wait for its result.
 */
public class RipioToken {
    static final String AUTH_URL = "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth";
    static final String CLIENT_ID = "YOUR_CLIENT_ID";
    static final String EXTERNAL_REF = "YOUR_USERS_UUID_V4"; // names the user in your system
    static final String ADDRESS = "YOUR_USERS_ADDRESS"; // the user's blockchain address or wallet identifier

    /** How long before its expiry a token is replaced. */
    static final Duration MARGIN = Duration.ofMinutes(1);

    public static void main(String[] args) {
        String secret = System.getenv("RIPIO_CLIENT_SECRET");
        if (secret == null || secret.isEmpty()) {
            System.err.println("RIPIO_CLIENT_SECRET is not set");
            System.exit(1);
        }
        try {
            System.out.println(new RipioToken(AUTH_URL, CLIENT_ID, secret, EXTERNAL_REF, ADDRESS).token()); // a credential: keep it out of logs
        } catch (IOException | InterruptedException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    private final String url, secret, form;
    // The default follows no redirect, which could take the secret to another host.
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private String token;
    private long goodUntil; // by System.nanoTime
    private CompletableFuture<String> flight;

    public RipioToken(String url, String clientId, String secret, String externalRef, String address) {
        this.url = url;
        this.secret = secret;
        form = "username=" + encode(clientId + ":" + externalRef + ":" + address) + "&password=" + encode(secret);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns a token that is good for another minute, unless it lives shorter. */
    public String token() throws IOException, InterruptedException {
        CompletableFuture<String> current;
        boolean first;
        synchronized (this) {
            if (token != null && System.nanoTime() - goodUntil < 0) {
                return token;
            }
            first = flight == null;
            if (first) {
                flight = new CompletableFuture<>();
            }
            current = flight;
        }
        if (first) {
            renew(current);
        }
        try {
            return current.join();
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        }
    }

    private void renew(CompletableFuture<String> current) throws InterruptedException {
        long started = System.nanoTime();
        String fresh = null;
        Duration left = Duration.ZERO;
        Throwable error = null;
        try {
            HttpResponse<String> response = send();
            fresh = tokenIn(response);
            left = Duration.between(serverTime(response), expiryOf(fresh));
            if (left.isNegative() || left.isZero()) {
                throw new IOException("the token has expired already");
            }
        } catch (IOException | InterruptedException | RuntimeException failed) {
            fresh = null;
            error = failed;
        }
        synchronized (this) {
            token = fresh;
            goodUntil = started + left.minus(MARGIN).toNanos();
            flight = null;
        }
        if (error == null) {
            current.complete(fresh);
        } else {
            current.completeExceptionally(error);
        }
        if (error instanceof InterruptedException) {
            throw (InterruptedException) error;
        }
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IOException("no response from Ripio: " + failed, failed);
        }
    }

    // A JSON library does this better; a token and a number need no escapes, so that these
    // patterns find them as well.
    private static final Pattern SUCCEED = Pattern.compile("\"succeed\"\\s*:\\s*true\\b");
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([A-Za-z0-9_.-]+)\"");
    private static final Pattern EXPIRY = Pattern.compile("\"exp\"\\s*:\\s*([0-9]{1,12})\\b");

    private String tokenIn(HttpResponse<String> response) throws IOException {
        Matcher found = TOKEN.matcher(response.body());
        if (response.statusCode() == 200 && SUCCEED.matcher(response.body()).find() && found.find()) {
            return found.group(1);
        }
        // Error responses are not documented, so the text is shown as it came.
        String text = response.body().replace(secret, "[secret]");
        throw new IOException("no token: status " + response.statusCode() + ", " + text.substring(0, Math.min(500, text.length())));
    }

    /** The expiry is a time of the server's clock, so that clock says how long is left. */
    private static Instant serverTime(HttpResponse<String> response) {
        try {
            return response.headers().firstValue("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
                    .orElseGet(Instant::now);
        } catch (DateTimeException unreadable) {
            return Instant.now();
        }
    }

    /** Reads the claim exp. The signature is not checked: Ripio publishes no key to check it with. */
    private static Instant expiryOf(String token) throws IOException {
        String[] parts = token.split("\\.");
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            Matcher found = EXPIRY.matcher(claims);
            if (found.find()) {
                return Instant.ofEpochSecond(Long.parseLong(found.group(1)));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            // said below
        }
        throw new IOException("the token's expiry cannot be read");
    }
}
