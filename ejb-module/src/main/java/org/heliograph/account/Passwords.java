package org.heliograph.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Password hashes: PBKDF2 with HMAC-SHA-512, 210,000 rounds (OWASP's figure), kept as {@code pbkdf2$rounds$salt$hash}. */
public final class Passwords {

    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int GENERATED_LENGTH = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Compared with when there is no such user, so that the answer takes as long. */
    private static final String NOBODY = hash("nobody");

    private Passwords() {}

    public static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder();
        return "pbkdf2$" + ROUNDS + "$" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(derive(password, salt, ROUNDS));
    }

    /** @param stored null if there is no such user: the answer is no, but takes as long */
    public static boolean matches(String password, String stored) {
        String[] parts = (stored == null ? NOBODY : stored).split("\\$");
        Base64.Decoder decoder = Base64.getDecoder();
        byte[] expected = decoder.decode(parts[3]);
        byte[] actual = derive(password, decoder.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(expected, actual) && stored != null;
    }

    /** At least 8 characters from at least three of upper case, lower case, digits and others. */
    public static boolean isStrong(String password) {
        int groups = 0;
        groups += password.chars().anyMatch(Character::isUpperCase) ? 1 : 0;
        groups += password.chars().anyMatch(Character::isLowerCase) ? 1 : 0;
        groups += password.chars().anyMatch(Character::isDigit) ? 1 : 0;
        groups += password.chars().anyMatch(c -> !Character.isLetterOrDigit(c)) ? 1 : 0;
        return password.length() >= 8 && groups >= 3;
    }

    /** A strong one that nobody can guess. */
    public static String generate() {
        String password;
        do {
            password = Tokens.next().substring(0, GENERATED_LENGTH);
        } while (!isStrong(password));
        return password;
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is missing from this JDK", e);
        }
    }
}
