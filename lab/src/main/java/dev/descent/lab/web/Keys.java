package dev.descent.lab.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The token of the printed address and the cookies that were given for it, all of 128 random bits.
///
/// A browser that is started from here is given a code of its own that opens once: its address stands in the list of
/// processes, which other accounts can read. The token works until the laboratory stops, and each opening gets a cookie of its own, so that a second window does
/// not end the first. Comparisons take the same time whatever is wrong.
public final class Keys {

    private static final int BYTES = 16;
    private static final int MOST_COOKIES = 1000;

    private final SecureRandom random = new SecureRandom();
    private final String token = fresh();
    private final Set<String> once = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> cookies = Collections
            .synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_COOKIES;
                }
            }));

    /// The token, for the printed address only.
    public String token() {
        return token;
    }

    /// A code that opens once, for the address that a browser is started with.
    public String once() {
        String code = fresh();
        once.add(code);
        return code;
    }

    boolean opens(@Nullable String given) {
        return given != null && (same(given, token) || once.remove(given));
    }

    /// A new cookie.
    String admit() {
        String cookie = fresh();
        cookies.add(cookie);
        return cookie;
    }

    boolean knows(@Nullable String given) {
        if (given == null) {
            return false;
        }
        boolean known = false;
        synchronized (cookies) {
            for (String cookie : cookies) {
                known |= same(given, cookie);
            }
        }
        return known;
    }

    private String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
