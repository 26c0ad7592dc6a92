package org.fleetreboot.iothub.sdk;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Whether this JVM sends a POST once.
 *
 * <p>By default {@code HttpURLConnection} sends a POST again when the server drops the connection
 * without an answer, so a direct method may run twice, and the result of the second attempt
 * (refused, throttled) says nothing about the first. The JDK reads the switch once, when its HTTP
 * client is first used; only the command line is certain to come before that.
 */
public final class SinglePost {

  /** The name of the switch. */
  public static final String FLAG = "-Dsun.net.http.retryPost=false";

  private SinglePost() {}

  /** True only if this JVM got {@value #FLAG} on its command line. */
  public static boolean isGuaranteed() {
    return isGuaranteed(
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("sun.net.http.retryPost"));
  }

  /** Checks the property too, because a later argument or a program may have changed it. */
  static boolean isGuaranteed(List<String> jvmArguments, String property) {
    return jvmArguments.contains(FLAG) && "false".equals(property);
  }
}
