#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractors/page/page.h"
#include "extractors/page/page_json.h"

// Both readers of HTML take any bytes: no crash, no unbounded work, and valid UTF-8 comes out.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  rasid::page::html_to_text(bytes);
  rasid::page::to_json(rasid::page::extract_page(bytes, "text/html", "https://news.example/a"));
  return 0;
}
