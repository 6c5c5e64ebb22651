package io.faye.transport.http.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with those that vouch for it, its private key, and the authorities that vouch for clients, as texts (RFC
 * 7468).
 */
record PemFiles(String certificates, String privateKey, String authorities) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String STRANGE_KEY = "the key is not that of the certificate";
    private static final byte[] PROOF = "faye".getBytes(StandardCharsets.US_ASCII);

    X509Certificate[] chain() throws GeneralSecurityException {
        return read(certificates, "there is no certificate in it");
    }

    X509Certificate[] vouching() throws GeneralSecurityException {
        return read(authorities, "there is no certificate of an authority for clients in it");
    }

    private static X509Certificate[] read(String text, String none) throws GeneralSecurityException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        X509Certificate[] found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).stream()
                        .map(X509Certificate.class::cast)
                        .toArray(X509Certificate[]::new);
        if (found.length == 0) {
            throw new CertificateException(none);
        }
        return found;
    }

    /** The key, which is seen to belong to the certificate: files that are replaced one by one do not match meanwhile. */
    PrivateKey keyOf(X509Certificate certificate) throws GeneralSecurityException {
        PublicKey known = certificate.getPublicKey();
        PrivateKey key = key(known.getAlgorithm());
        if (!belong(key, known)) {
            throw new GeneralSecurityException(STRANGE_KEY);
        }
        return key;
    }

    private PrivateKey key(String algorithm) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der()));
        } catch (InvalidKeySpecException e) {
            throw new GeneralSecurityException(STRANGE_KEY, e);
        }
    }

    private byte[] der() throws GeneralSecurityException {
        Matcher key = KEY.matcher(privateKey);
        if (!key.find()) {
            throw new GeneralSecurityException("expected a key that begins with BEGIN PRIVATE KEY; others are turned"
                    + " into such by: openssl pkcs8 -topk8 -nocrypt");
        }
        return Base64.getMimeDecoder().decode(key.group(1));
    }

    private static boolean belong(PrivateKey key, PublicKey known) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (known.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> known.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(PROOF);
        byte[] signed = signature.sign();
        signature.initVerify(known);
        signature.update(PROOF);
        return signature.verify(signed);
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return certificates;
    }
}
