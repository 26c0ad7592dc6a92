package org.fleetreboot.yaml;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.CamelContextHelper;

/**
 * Replaces Camel's reader of YAML routes with ours, in every context of an application that has
 * this on its classpath. An application without {@code camel-yaml-dsl} is left unchanged.
 */
public final class YamlOptions implements ContextServicePlugin {
  /** With the extension, the name under which Camel looks for a loader in the registry first. */
  private static final String LOADER = "routes-builder-loader-";

  private static final String YAML_DSL = "org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader";

  @Override
  public void load(CamelContext context) {
    if (context.getClassResolver().resolveClass(YAML_DSL) == null) {
      return;
    }
    KeptTexts texts = new KeptTexts(context);
    context.getPropertiesComponent().addPropertiesFunction(new LiteralFunction(context, texts));
    bind(context, "yaml", new LiteralYamlLoader(context, texts));
    bind(context, "yml", new LiteralYamlLoader(context, texts));
    bind(context, "kamelet.yaml", new LiteralKameletLoader(context, texts));
  }

  private static void bind(CamelContext context, String extension, RoutesBuilderLoader loader) {
    if (CamelContextHelper.lookup(context, LOADER + extension, RoutesBuilderLoader.class) != null) {
      return; // The application reads its routes in its own way.
    }
    try {
      context.addService(loader);
    } catch (Exception e) {
      throw new IllegalStateException("The loader of YAML routes cannot be started.", e);
    }
    context.getRegistry().bind(LOADER + extension, RoutesBuilderLoader.class, loader);
  }
}
