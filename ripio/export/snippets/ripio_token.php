<?php

// Requests a token for Ripio's On/Off-Ramp widget and keeps it until shortly before it
// expires. Needs PHP 8.1 or later with the extension curl:
//
//   RIPIO_CLIENT_SECRET=... php ripio_token.php
//
// PHP forgets everything after a request, so the token is kept in a file. It is a
// credential: CACHE_DIR must be closed to other users and outside the web server's root.

declare(strict_types=1);

const AUTH_URL = 'https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth';
const CLIENT_ID = 'YOUR_CLIENT_ID';
const EXTERNAL_REF = 'YOUR_USERS_UUID_V4'; // names the user in your system
const ADDRESS = 'YOUR_USERS_ADDRESS'; // the user's blockchain address or wallet identifier
const CACHE_DIR = __DIR__ . '/ripio-token-cache';

const TIMEOUT = 20; // seconds
const MARGIN = 60; // how many seconds before its expiry a token is replaced

/** Why there is no token. It never holds the secret. */
final class TokenException extends RuntimeException
{
}

/**
 * Gives the token of one user; the cache has one file for each user. While a process
 * requests a token, the others wait for it.
 */
final class TokenSource
{
    private string $username;
    private string $file;

    public function __construct(
        private string $url,
        string $clientId,
        #[SensitiveParameter] private string $secret,
        string $externalRef,
        string $address,
        string $cacheDir,
    ) {
        $this->username = "$clientId:$externalRef:$address";
        if (!is_dir($cacheDir) && !@mkdir($cacheDir, 0700, true) && !is_dir($cacheDir)) {
            throw new TokenException('the cache folder cannot be made');
        }
        // Another secret or URL gets another file, so that a rotation takes effect at once.
        $this->file = $cacheDir . '/' . hash_hmac('sha256', "$url\n$this->username", $secret);
    }

    /** Returns a token that is good for another minute, unless it lives shorter. */
    public function token(): string
    {
        $old = umask(0077);
        $cache = fopen($this->file, 'c+');
        umask($old);
        if ($cache === false || !flock($cache, LOCK_EX)) {
            throw new TokenException('the cache file cannot be opened');
        }
        try {
            $kept = json_decode((string) stream_get_contents($cache), true);
            if (isset($kept['token'], $kept['good_until']) && time() < $kept['good_until']) {
                return $kept['token'];
            }
            $started = time();
            [$token, $left] = $this->request();
            ftruncate($cache, 0);
            rewind($cache);
            fwrite($cache, json_encode(['token' => $token, 'good_until' => $started + $left - MARGIN]));
            fflush($cache);
            return $token;
        } finally {
            fclose($cache); // and with it the lock
        }
    }

    /** Asks for a token and how many seconds it is good for. */
    private function request(): array
    {
        $date = null;
        $handle = curl_init($this->url);
        curl_setopt_array($handle, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => http_build_query(['username' => $this->username, 'password' => $this->secret], '', '&'),
            CURLOPT_HTTPHEADER => ['Content-Type: application/x-www-form-urlencoded', 'Accept: application/json'],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => false, // a redirect could take the secret to another host
            CURLOPT_TIMEOUT => TIMEOUT,
            CURLOPT_HEADERFUNCTION => function ($_, string $line) use (&$date): int {
                if (stripos($line, 'date:') === 0) {
                    $date = strtotime(trim(substr($line, 5))) ?: null;
                }
                return strlen($line);
            },
        ]);
        $body = curl_exec($handle);
        if (!is_string($body)) {
            throw new TokenException('no response from Ripio: ' . curl_error($handle));
        }
        $status = curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
        $answer = json_decode($body, true);
        $token = is_array($answer) ? ($answer['token'] ?? null) : null;
        if ($status !== 200 || ($answer['succeed'] ?? null) !== true || !is_string($token) || $token === '') {
            // Error responses are not documented, so the text is shown as it came.
            $text = substr(str_replace($this->secret, '[secret]', $body), 0, 500);
            throw new TokenException("no token: status $status, $text");
        }
        // The expiry is a time of the server's clock, so that clock says how long is left.
        $left = expiryOf($token) - ($date ?? time());
        if ($left <= 0) {
            throw new TokenException('the token has expired already');
        }
        return [$token, $left];
    }
}

/** Reads the claim exp. The signature is not checked: Ripio publishes no key to check it with. */
function expiryOf(string $token): int
{
    $payload = base64_decode(strtr(explode('.', $token)[1] ?? '', '-_', '+/'), true);
    $claims = $payload === false ? null : json_decode($payload, true);
    if (!is_array($claims) || !is_numeric($claims['exp'] ?? null)) {
        throw new TokenException("the token's expiry cannot be read");
    }
    return (int) $claims['exp'];
}

if (realpath($_SERVER['SCRIPT_FILENAME'] ?? '') === __FILE__) {
    $secret = getenv('RIPIO_CLIENT_SECRET');
    if ($secret === false || $secret === '') {
        fwrite(STDERR, "RIPIO_CLIENT_SECRET is not set\n");
        exit(1);
    }
    try {
        echo (new TokenSource(AUTH_URL, CLIENT_ID, $secret, EXTERNAL_REF, ADDRESS, CACHE_DIR))->token(), "\n"; // keep it out of logs
    } catch (TokenException $failed) {
        fwrite(STDERR, $failed->getMessage() . "\n");
        exit(1);
    }
}
