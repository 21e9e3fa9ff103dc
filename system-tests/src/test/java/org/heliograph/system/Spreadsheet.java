package org.heliograph.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The first sheet of an XLSX file, read by nobody's library.
 *
 * @param rows the cells that are written, as texts
 * @param formulas how many of them are formulas
 */
record Spreadsheet(List<List<String>> rows, int formulas) {

    static Spreadsheet read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(sheet);
            List<List<String>> rows = elements(document.getElementsByTagName("row"))
                    .map(row -> elements(row.getElementsByTagName("c"))
                            .map(Element::getTextContent)
                            .toList())
                    .toList();
            return new Spreadsheet(rows, document.getElementsByTagName("f").getLength());
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError(file + " is no spreadsheet", e);
        }
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }
}
