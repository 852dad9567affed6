package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.quotahit.core.practice.Extraction;
import com.quotahit.core.shared.AddressGuard;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("actor")
class DocumentsThatHurtHurtNobodyTest {

  private static final ContextSettings SETTINGS =
      new ContextSettings(
          26_214_400,
          20,
          Duration.ofSeconds(20),
          "64m",
          40_000_000,
          12_000,
          "tesseract",
          new ContextSettings.Website(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              1_000,
              3,
              10,
              Set.of(),
              new AddressGuard(List.of(), List.of())));

  @TempDir Path folder;

  @Test
  void an_ordinary_pdf_is_read() throws IOException {
    Extraction.Readable read = (Extraction.Readable) pdf(written(2, ""));
    assertThat(read.title()).isEqualTo("Price list");
    assertThat(read.text()).isEqualTo("Rockets cost 100 euros.\n\nRockets cost 100 euros.");
  }

  @Test
  void a_pdf_with_a_password_or_too_many_pages_says_so() throws IOException {
    assertThat(code(pdf(written(1, "secret")))).isEqualTo("context.locked");
    assertThat(code(pdf(written(21, "")))).isEqualTo("context.too-many-pages");
  }

  @Test
  void a_broken_pdf_says_so_whatever_is_broken() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 3; i++) {
      byte[] noise = new byte[5_000];
      random.nextBytes(noise);
      System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, noise, 0, 9);
      assertThat(code(pdf(file("noise.pdf", noise)))).isEqualTo("context.broken");
    }
    assertThat(pdf(file("loop.pdf", LOOP.getBytes(StandardCharsets.US_ASCII))))
        .isInstanceOf(Extraction.Unreadable.class);
  }

  @Test
  void a_pdf_that_unpacks_to_gigabytes_ends_its_own_process_only() throws IOException {
    assertThat(pdf(bomb())).isInstanceOf(Extraction.Unreadable.class);
  }

  @Test
  void a_reading_that_takes_too_long_is_ended() throws IOException {
    BoundedProcess.Ended ended =
        BoundedProcess.run(List.of("sleep", "60"), Duration.ofMillis(200), 10);
    assertThat(ended.tooSlow()).isTrue();
  }

  @Test
  void what_a_process_says_beyond_its_bound_is_dropped() throws IOException {
    BoundedProcess.Ended ended =
        BoundedProcess.run(
            List.of("head", "-c", "1000000", "/dev/zero"), Duration.ofSeconds(10), 10);
    assertThat(ended.output()).hasSize(10);
    assertThat(ended.exit()).isZero();
  }

  @Test
  void a_picture_is_judged_by_its_header_before_it_is_unpacked() throws IOException {
    assertThat(code(image(file("huge.png", pngHeader(50_000, 50_000)))))
        .isEqualTo("context.picture-too-large");
    assertThat(code(image(file("long.png", pngHeader(12_001, 10)))))
        .isEqualTo("context.picture-too-large");
    assertThat(code(image(file("none.png", pngHeader(0, 0)))))
        .isEqualTo("context.picture-too-large");
    assertThat(code(image(file("cut.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}))))
        .isEqualTo("context.broken");
    byte[] jpeg = new byte[40];
    ByteBuffer.wrap(jpeg).putShort((short) 0xffd8).putShort((short) 0xffe1).putShort((short) 10);
    ByteBuffer.wrap(jpeg, 14, 20)
        .putShort((short) 0xffc0)
        .putShort((short) 17)
        .put((byte) 8)
        .putShort((short) 60_000)
        .putShort((short) 60_000);
    assertThat(code(image(file("huge.jpg", jpeg)))).isEqualTo("context.picture-too-large");
  }

  @Test
  void text_in_a_picture_is_recognised() throws IOException {
    assumeTrue(tesseract(), "the program tesseract is not installed");
    BufferedImage picture = new BufferedImage(900, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 900, 200);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 60));
    pen.drawString("Rockets for everyone", 40, 120);
    Path file = folder.resolve("offer.png");
    ImageIO.write(picture, "png", file.toFile());
    assertThat(image(file))
        .isInstanceOfSatisfying(
            Extraction.Readable.class,
            read -> assertThat(read.text()).containsIgnoringCase("rockets for everyone"));
    assertThat(code(image(file("cut.png", pngHeader(100, 100))))).isEqualTo("context.broken");
  }

  @Test
  void without_the_recognition_program_the_answer_says_what_to_install() throws IOException {
    ContextSettings without =
        new ContextSettings(
            1,
            1,
            Duration.ofSeconds(5),
            "64m",
            40_000_000,
            12_000,
            "/nowhere/tesseract",
            SETTINGS.website());
    Extraction.Unreadable unreadable =
        (Extraction.Unreadable)
            new ImageReader(without).read(file("a.png", pngHeader(10, 10)), "a.png");
    assertThat(unreadable.code()).isEqualTo("context.text-recognition-unavailable");
    assertThat(unreadable.message()).contains("apt-get install tesseract-ocr");
  }

  @Test
  void a_word_document_is_read_and_a_dangerous_one_refused() throws IOException {
    assertThat(word(docx("word/document.xml", WORDS)))
        .isEqualTo(new Extraction.Readable("a.docx", "We sell rockets.\nTwo sizes."));
    assertThat(code(word(docx("word/other.xml", WORDS)))).isEqualTo("context.broken");
    assertThat(code(word(docx("../word/document.xml", WORDS)))).isEqualTo("context.too-complex");
    assertThat(word(docx("word/document.xml", ENTITY)).toString()).doesNotContain("root:");
    assertThat(code(word(zeros()))).isEqualTo("context.too-complex");
  }

  private Extraction pdf(Path file) throws IOException {
    return new PdfReader(SETTINGS).read(file, "a.pdf");
  }

  private Extraction image(Path file) throws IOException {
    return new ImageReader(SETTINGS).read(file, "a.png");
  }

  private static Extraction word(Path file) throws IOException {
    return new WordReader().read(file, "a.docx");
  }

  private static String code(Extraction extraction) {
    return switch (extraction) {
      case Extraction.Readable readable -> "readable: " + readable;
      case Extraction.Unreadable unreadable -> unreadable.code();
    };
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path written(int pages, String password) throws IOException {
    Path file = folder.resolve("p" + pages + password + ".pdf");
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle("Price list");
      for (int i = 0; i < pages; i++) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          content.newLineAtOffset(50, 700);
          content.showText("Rockets cost 100 euros.");
          content.endText();
        }
      }
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy("o", password, new AccessPermission()));
      }
      document.save(file.toFile());
    }
    return file;
  }

  /** A page whose content unpacks, and unpacks again, to two gigabytes. */
  private Path bomb() throws IOException {
    Path packed = folder.resolve("packed");
    try (OutputStream out =
        new DeflaterOutputStream(
            new DeflaterOutputStream(Files.newOutputStream(packed), new Deflater(9)),
            new Deflater(9))) {
      byte[] zeros = new byte[1 << 20];
      Arrays.fill(zeros, (byte) ' ');
      for (int i = 0; i < 2_048; i++) {
        out.write(zeros);
      }
    }
    Path file = folder.resolve("bomb.pdf");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          ("""
          %%PDF-1.7
          1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
          2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
          3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj
          4 0 obj <</Length %d/Filter[/FlateDecode/FlateDecode]>> stream
          """
                  .formatted(Files.size(packed)))
              .getBytes(StandardCharsets.US_ASCII));
      Files.copy(packed, out);
      out.write(
          "\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private Path docx(String entry, String content) throws IOException {
    Path file = folder.resolve("a.docx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private Path zeros() throws IOException {
    Path file = folder.resolve("zeros.docx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write("<d>".getBytes(StandardCharsets.UTF_8));
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 300; i++) {
        zip.write(spaces);
      }
      zip.write("</d>".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(40);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13);
    png.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
    return png.array();
  }

  private static boolean tesseract() {
    try {
      return BoundedProcess.run(List.of("tesseract", "--version"), Duration.ofSeconds(5), 100)
              .exit()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static final String WORDS =
      """
      <w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>We sell </w:t></w:r><w:r><w:t>rockets.</w:t></w:r></w:p>
      <w:p><w:r><w:t>Two sizes.</w:t></w:r></w:p></w:body></w:document>
      """;

  private static final String ENTITY =
      """
      <!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
      <w:document xmlns:w="urn:w"><w:p><w:t>&x;</w:t></w:p></w:document>
      """;

  private static final String LOOP =
      """
      %PDF-1.7
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[2 0 R]/Count 1>> endobj
      xref
      0 1
      0000000000 65535 f
      trailer <</Root 1 0 R/Prev 9>>
      startxref
      9
      %%EOF
      """;
}
