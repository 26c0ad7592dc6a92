package org.fleetreboot.app.local;

import java.nio.file.Path;
import java.util.List;

/** How to make Microsoft's SDKs trust a certificate authority: one line for each language. */
final class TrustInstructions {
  private TrustInstructions() {}

  /** For shells, after the name of the language, padded to equal width. */
  static List<String> of(Path caFile) {
    String file = "'" + caFile.toAbsolutePath() + "'";
    return List.of(
        // A keystore of an earlier hub would contain its authority, and refuse this one.
        "Java    rm -f local-hub.p12; keytool -importcert -noprompt -alias local-hub -file "
            + file
            + " -keystore local-hub.p12 -storepass changeit"
            + " && export JAVA_TOOL_OPTIONS='-Djavax.net.ssl.trustStore=local-hub.p12"
            + " -Djavax.net.ssl.trustStorePassword=changeit'",
        "Python  export REQUESTS_CA_BUNDLE=" + file + " SSL_CERT_FILE=" + file,
        "Node    export NODE_EXTRA_CA_CERTS=" + file,
        "C#      export SSL_CERT_FILE=" + file);
  }
}
