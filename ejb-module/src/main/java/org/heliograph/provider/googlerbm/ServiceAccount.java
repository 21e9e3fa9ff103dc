package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** A Google service account's key file, and the assertions it signs to get tokens (RFC 7523). */
record ServiceAccount(String email, String keyId, PrivateKey key, URI tokenUri) {

    private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param tokenUri address of the token endpoint, null to take the file's
     * @throws IllegalArgumentException if it is no key file; the text tells nothing of its content
     */
    static ServiceAccount parse(String file, String tokenUri) {
        try {
            JsonNode json = JSON.readTree(file);
            String email = json.path("client_email").asText("");
            String pem = json.path("private_key").asText("");
            if (!email.isEmpty() && !pem.isEmpty()) {
                byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
                PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
                String uri = tokenUri != null
                        ? tokenUri
                        : json.path("token_uri").asText("https://oauth2.googleapis.com/token");
                String keyId = json.path("private_key_id").asText(null);
                return new ServiceAccount(email, keyId, key, RbmSettings.address("tokenUri", uri));
            }
        } catch (JsonProcessingException | GeneralSecurityException ignored) {
            // Told below, without the cause: it would quote the key.
        }
        throw new IllegalArgumentException(
                "The setting \"serviceAccountJson\" must be the JSON key file of a Google service account.");
    }

    /** A signed assertion, good for one request. */
    String assertion(Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(email)
                .audience(tokenUri.toString())
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The service account's key cannot sign", e);
        }
        return jwt.serialize();
    }

    @Override
    public String toString() {
        return email;
    }
}
