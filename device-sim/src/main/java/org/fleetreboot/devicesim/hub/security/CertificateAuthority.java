package org.fleetreboot.devicesim.hub.security;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemGenerationException;

/** The certificate authority of one local hub (EC P-256), and the server certificates it signs. */
public final class CertificateAuthority {
  // Fixed, so that TLS works with any virtual clock.
  private static final Instant NOT_BEFORE = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NOT_AFTER = Instant.parse("2049-12-31T00:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PrivateKey key;
  private final X509Certificate certificate;

  private CertificateAuthority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A new authority for a hub's name. */
  public static CertificateAuthority create(String hubName) {
    KeyPair pair = newKeyPair();
    // With a random part, so that hubs of the same name can share a trust store.
    X500Name name =
        new X500Name("CN=fleet-reboot local hub " + hubName + " " + serial().toString(36));
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name, serial(), Date.from(NOT_BEFORE), Date.from(NOT_AFTER), name, pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return new CertificateAuthority(pair.getPrivate(), signed(builder, pair.getPrivate()));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("The local hub cannot make its CA certificate", e);
    }
  }

  /** Reads an authority from the output of {@link #pem} and {@link #keyPem}. */
  public static CertificateAuthority fromPem(String certificatePem, String keyPem)
      throws IOException {
    try (PEMParser certificates = new PEMParser(new StringReader(certificatePem));
        PEMParser keys = new PEMParser(new StringReader(keyPem))) {
      if (certificates.readObject() instanceof X509CertificateHolder holder
          && keys.readObject() instanceof PrivateKeyInfo info) {
        return new CertificateAuthority(
            new JcaPEMKeyConverter().getPrivateKey(info),
            new JcaX509CertificateConverter().getCertificate(holder));
      }
      throw new IOException("Not a certificate and a PKCS#8 key in PEM");
    } catch (GeneralSecurityException e) {
      throw new IOException("Unreadable CA certificate", e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The certificate as PEM, for {@code caFile} and for trust stores of other languages. */
  public String pem() {
    return pemOf(certificate);
  }

  /** The private key as PKCS#8 PEM: a secret. */
  public String keyPem() {
    try {
      return pemOf(new JcaPKCS8Generator(key, null));
    } catch (PemGenerationException e) {
      throw new IllegalStateException("The CA key cannot be written as PEM", e);
    }
  }

  /** Signs a server certificate for an IP address and DNS names. */
  public ServerCertificate issue(String address, List<String> dnsNames) {
    KeyPair pair = newKeyPair();
    GeneralName[] names = new GeneralName[dnsNames.size() + 1];
    names[0] = new GeneralName(GeneralName.iPAddress, address);
    for (int i = 0; i < dnsNames.size(); i++) {
      names[i + 1] = new GeneralName(GeneralName.dNSName, dnsNames.get(i));
    }
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              certificate,
              serial(),
              Date.from(NOT_BEFORE),
              Date.from(NOT_AFTER),
              new X500Name("CN=" + address),
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      // Python 3.13 and later require the authority's key identifier.
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      return new ServerCertificate(pair.getPrivate(), List.of(signed(builder, key), certificate));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("The local hub cannot make its server certificate", e);
    }
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey signer)
      throws GeneralSecurityException {
    try {
      ContentSigner contentSigner = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
      return new JcaX509CertificateConverter().getCertificate(builder.build(contentSigner));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has EC P-256", e);
    }
  }

  private static BigInteger serial() {
    return new BigInteger(120, RANDOM).add(BigInteger.ONE);
  }

  private static String pemOf(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to a string cannot fail", e);
    }
    return text.toString();
  }
}
