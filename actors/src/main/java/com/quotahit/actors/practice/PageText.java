package com.quotahit.actors.practice;

import com.quotahit.core.practice.Extraction;
import com.quotahit.core.shared.WebsiteAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * What a person would see of a page: no scripts, nothing hidden, blocks on lines of their own. Goes
 * through the page once and changes nothing in it, since taking elements out costs the number of
 * their neighbours each time.
 */
final class PageText {

  private static final Set<String> NEVER_SHOWN =
      Set.of("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "head");

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "li",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "tr",
          "section",
          "article",
          "header",
          "footer",
          "nav",
          "main",
          "aside",
          "blockquote",
          "dt",
          "dd",
          "br",
          "td",
          "th");

  /** A style that hides says so in few words. */
  private static final int STYLE_MAX = 2_000;

  private PageText() {}

  static Extraction of(WebsiteAddress address, PinnedVisit.Page page) {
    Extraction.Readable read =
        page.type().equals("text/plain")
            ? new Extraction.Readable(
                address.host(), new String(page.body(), StandardCharsets.UTF_8))
            : html(address, page);
    return read.text().isBlank()
        ? new Extraction.Unreadable(
            address.host(), "context.no-text", "The page holds no text that can be read.")
        : read;
  }

  private static Extraction.Readable html(WebsiteAddress address, PinnedVisit.Page page) {
    try {
      Document document =
          Jsoup.parse(
              new ByteArrayInputStream(page.body()),
              page.charset().orElse(null),
              address.toString());
      String title = document.title();
      StringBuilder shown = new StringBuilder();
      document.body().filter((node, _) -> look(node, shown));
      return new Extraction.Readable(title.isBlank() ? address.host() : title, shown.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NodeFilter.FilterResult look(Node node, StringBuilder shown) {
    switch (node) {
      case TextNode text -> shown.append(text.getWholeText());
      case Element element -> {
        if (hidden(element)) {
          return NodeFilter.FilterResult.SKIP_ENTIRELY;
        }
        if (BLOCKS.contains(element.normalName())) {
          shown.append('\n');
        }
      }
      default -> {}
    }
    return NodeFilter.FilterResult.CONTINUE;
  }

  private static boolean hidden(Element element) {
    return NEVER_SHOWN.contains(element.normalName())
        || element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.normalName().equals("dialog") && !element.hasAttr("open")
        || element.hasAttr("style") && styledAway(element.attr("style"));
  }

  /** Text that is styled away is meant for machines, and that is us. */
  private static boolean styledAway(String written) {
    String style =
        written
            .substring(0, Math.min(STYLE_MAX, written.length()))
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", "");
    return style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("opacity:0;")
        || style.endsWith("opacity:0")
        || style.contains("font-size:0")
        || style.contains("left:-9")
        || style.contains("text-indent:-9");
  }
}
