#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "extractors/page/page.h"
#include "extractors/page/page_json.h"

namespace rasid::cli {

int page_extract(PageExtractOptions const& options) {
  auto const bytes = read_input(options.file);
  if (!bytes) return wrong_input;
  page::Page const page = page::extract_page(*bytes, options.content_type, options.url);
  if (page.truncated) std::cerr << options.file << ": the page is longer than is read; its end is missing\n";
  std::cout << page::to_json(page) << '\n';
  return done;
}

}  // namespace rasid::cli
