package org.fleetreboot.app.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.app.http.HttpRefusal;

/** Scripts and styles, which browsers keep: another content has another address. */
public final class Assets {
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js";

  private static final Map<String, Asset> BY_NAME = new LinkedHashMap<>();

  static {
    add("htmx.js", "text/javascript; charset=utf-8", HTMX);
    add("page.js", "text/javascript; charset=utf-8", "page.js");
    add("page.css", "text/css; charset=utf-8", "page.css");
    add("icon.svg", "image/svg+xml", "icon.svg");
  }

  // An array, because it is never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Asset(String type, byte[] content, String version) {}

  private Assets() {}

  private static void add(String name, String type, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + resource + " on the class path.");
      }
      byte[] content = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      BY_NAME.put(name, new Asset(type, content, HexFormat.of().formatHex(hash, 0, 6)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Its address. */
  public static String path(String name) {
    return "/assets/" + asset(name).version() + "/" + name;
  }

  static Answer answer(String name) {
    Asset asset = asset(name);
    return new Answer(
        200,
        asset.type(),
        asset.content(),
        Map.of("Cache-Control", "public, max-age=31536000, immutable"));
  }

  private static Asset asset(String name) {
    Asset asset = BY_NAME.get(name);
    if (asset == null) {
      throw new HttpRefusal(404, "There is no such file.");
    }
    return asset;
  }
}
