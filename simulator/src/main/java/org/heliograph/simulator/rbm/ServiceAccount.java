package org.heliograph.simulator.rbm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.heliograph.simulator.http.Json;

/**
 * The service account that clients sign their assertions with. Its key file looks like one downloaded from Google and
 * is made at the first start; later starts keep the key and only correct the address of the token endpoint.
 */
public final class ServiceAccount {

    public static final String FILE = "service-account.json";

    private static final int KEY_BITS = 2048;
    private static final String GOOGLE_TOKEN_URI = "https://oauth2.googleapis.com/token";
    private static final String PRIVATE_KEY = "private_key";
    private static final String CLIENT_EMAIL = "client_email";

    private final JsonNode document;
    private final RSAPublicKey publicKey;
    private final Clock clock;

    private ServiceAccount(JsonNode document, RSAPublicKey publicKey, Clock clock) {
        this.document = document;
        this.publicKey = publicKey;
        this.clock = clock;
    }

    public static ServiceAccount in(Path directory, String tokenUri, Clock clock) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            ObjectNode document = Files.exists(file) ? (ObjectNode) Json.MAPPER.readTree(file.toFile()) : created();
            document.put("token_uri", tokenUri);
            write(file, document);
            return new ServiceAccount(
                    document, publicKey(document.path(PRIVATE_KEY).asText()), clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("The key in " + file + " cannot be used; delete the file to get a new one", e);
        }
    }

    private static void write(Path file, ObjectNode document) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static ObjectNode created() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Json.MAPPER
                .createObjectNode()
                .put("type", "service_account")
                .put("project_id", "heliograph-simulator")
                .put("private_key_id", UUID.randomUUID().toString().replace("-", ""))
                .put(PRIVATE_KEY, pem)
                .put(CLIENT_EMAIL, "rbm@heliograph-simulator.iam.gserviceaccount.com")
                .put("client_id", "100000000000000000001");
    }

    private static RSAPublicKey publicKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
        KeyFactory keys = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        return (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }

    /** The key file, private key included: it opens nothing but this simulator. */
    public JsonNode document() {
        return document;
    }

    /** Why the assertion is no good, in Google's words, or null if it is. */
    String fault(String assertion) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(new RSASSAVerifier(publicKey))) {
                return "Invalid JWT Signature.";
            }
            return fault(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException e) {
            return "Invalid JWT: Failed to parse assertion.";
        }
    }

    private String fault(JWTClaimsSet claims) {
        if (!document.path(CLIENT_EMAIL).asText().equals(claims.getIssuer())) {
            return "Invalid grant: account not found";
        }
        if (!claims.getAudience().contains(document.path("token_uri").asText())
                && !claims.getAudience().contains(GOOGLE_TOKEN_URI)) {
            return "Invalid JWT: audience must be the token_uri";
        }
        Date now = Date.from(clock.instant());
        if (claims.getExpirationTime() == null || claims.getExpirationTime().before(now)) {
            return "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.";
        }
        return null;
    }
}
