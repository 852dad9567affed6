package com.quotahit.actors.practice;

import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.WebsiteAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** What a person would see of a page: no scripts, nothing hidden, blocks on lines of their own. */
final class PageText {

  private static final String NEVER_SHOWN =
      "script,style,noscript,template,svg,iframe,object,embed,head>*:not(title),[hidden],"
          + "[aria-hidden=true],input[type=hidden],dialog:not([open])";

  private static final String BLOCKS =
      "p,div,li,h1,h2,h3,h4,h5,h6,tr,section,article,header,footer,nav,main,aside,blockquote,dt,dd,br,td,th";

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
      document.select(NEVER_SHOWN).remove();
      document.select("[style]").forEach(PageText::removeWhatIsStyledAway);
      document.select(BLOCKS).forEach(block -> block.prependChild(new TextNode("\n")));
      return new Extraction.Readable(
          title.isBlank() ? address.host() : title, document.body().wholeText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that is styled away is meant for machines, and that is us. */
  private static void removeWhatIsStyledAway(Element element) {
    String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    if (style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("opacity:0;")
        || style.endsWith("opacity:0")
        || style.contains("font-size:0")
        || style.contains("left:-9")
        || style.contains("text-indent:-9")) {
      element.remove();
    }
  }
}
