package com.quotahit.actors.notifications;

/**
 * The look of a letter: tables and inline styles, because mail programs know little else; no
 * pictures, no scripts, nothing fetched from anywhere. What is handed in is escaped already.
 */
final class LetterLook {

  private static final String FONT = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif;";
  private static final String INK = "color:#1c2024;";

  private LetterLook() {}

  static String page(String title, String body, String foot, String home) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
    <body style="margin:0;padding:0;background:#f4f3ef;">
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="background:#f4f3ef;">
    <tr><td align="center" style="padding:24px 12px;">
    <table role="presentation" width="560" cellpadding="0" cellspacing="0" style="max-width:560px;width:100%%;">
    <tr><td style="background:#1c2024;padding:16px 24px;border-radius:8px 8px 0 0;%scolor:#f4f3ef;font-size:15px;font-weight:600;">QuotaHit</td></tr>
    <tr><td style="background:#ffffff;padding:24px;border-radius:0 0 8px 8px;">
    %s
    </td></tr>
    <tr><td style="padding:16px 24px;%scolor:#5b6168;font-size:12px;line-height:1.5;">%s<br>%s</td></tr>
    </table></td></tr></table>
    </body></html>
    """
        .formatted(title, FONT, body, FONT, foot, home);
  }

  static String paragraph(String words) {
    return "<p style=\"margin:0 0 16px;"
        + FONT
        + INK
        + "font-size:15px;line-height:1.5;\">"
        + words
        + "</p>";
  }

  static String heading(String words) {
    return "<h2 style=\"margin:16px 0 8px;" + FONT + INK + "font-size:15px;\">" + words + "</h2>";
  }

  static String line(String words, String link) {
    return "<p style=\"margin:0 0 8px;"
        + FONT
        + "font-size:15px;line-height:1.5;\"><a href=\""
        + link
        + "\" style=\""
        + INK
        + "\">"
        + words
        + "</a></p>";
  }

  static String button(String label, String link) {
    return "<p style=\"margin:24px 0;\"><a href=\""
        + link
        + "\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;background:#1c2024;"
        + "color:#ffffff;text-decoration:none;"
        + FONT
        + "font-size:15px;font-weight:600;\">"
        + label
        + "</a></p>\n<p style=\"margin:0 0 16px;"
        + FONT
        + "color:#5b6168;font-size:12px;line-height:1.5;word-break:break-all;\">"
        + link
        + "</p>";
  }
}
