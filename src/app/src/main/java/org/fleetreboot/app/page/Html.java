package org.fleetreboot.app.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Makes pages from the templates that were compiled with the program; they escape every text. */
final class Html {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private Html() {}

  /** The page of that name. */
  static String of(String template, Frame frame, Map<String, Object> what) {
    Map<String, Object> all = new java.util.HashMap<>(what);
    all.put("frame", frame);
    StringOutput page = new StringOutput(16 * 1024);
    TEMPLATES.render("page/" + template + ".jte", all, page);
    return page.toString();
  }
}
