package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture goes from the device into the library, into a message, and to whoever knows its address. */
class MediaLibraryIT {

    private final Product product = Product.shared();

    @TempDir
    private Path folder;

    @Test
    void aPictureIsKeptChosenShownAndDeleted() throws Exception {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/asset/media.xhtml");
            page.click("#add");
            page.setInputFiles(Portal.id("uploadForm:file_input"), svg("fake.png"));
            assertThat(page.getByText("is of no format the library takes").first())
                    .isVisible();
            page.setInputFiles(Portal.id("uploadForm:file_input"), picture("lake.png"));
            Locator row = portal.row("lake.png");
            assertThat(row.locator(".cell-key-size")).hasText("30 × 20");
            String path = row.locator("img").getAttribute("src");

            HttpResponse<byte[]> shown = get(product.address() + path);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).isEqualTo(Files.readAllBytes(folder.resolve("lake.png")));
            assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("sandbox");

            HttpResponse<byte[]> part = get(product.address() + path, "Range", "bytes=1-3");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("PNG".getBytes(StandardCharsets.US_ASCII));
            assertThat(part.headers().firstValue("Content-Range").orElse(""))
                    .isEqualTo("bytes 1-3/" + shown.body().length);
            assertThat(get(product.address() + path, "Range", "bytes=9999999-").statusCode())
                    .isEqualTo(416);

            page.click(Portal.id("uploadForm:close"));
            portal.open("/broadcast/edit.xhtml");
            page.click(".add-RCS");
            page.waitForSelector(Portal.id("step:cardTitle"));
            portal.settle();
            page.fill(Portal.id("step:cardTitle"), "The lake");
            page.click(Portal.id("step:pickMediaUrl"));
            page.locator(".media-choice", new Page.LocatorOptions().setHasText("lake.png"))
                    .first()
                    .click();
            assertThat(page.locator(Portal.id("step:mediaUrl"))).hasValue(product.address() + path);
            assertThat(page.locator(Portal.id("step:cardTitle"))).hasValue("The lake");

            portal.open("/asset/media.xhtml");
            portal.act(portal.row("lake.png"), "row-delete");
            portal.confirm();
            assertThat(page.getByText("\"lake.png\" is deleted.").first()).isVisible();
            assertThat(get(product.address() + path).statusCode()).isEqualTo(404);
        }
    }

    private Path picture(String name) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    private Path svg(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    }

    private static HttpResponse<byte[]> get(String address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
