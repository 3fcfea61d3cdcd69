#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "extractors/page/page.h"
#include "extractors/page/page_json.h"

namespace rasid::cli {

int page_extract(PageExtractOptions const& options) {
  auto const bytes = read_input(options.file);
  if (!bytes) return wrong_input;
  std::cout << page::to_json(page::extract_page(*bytes, options.content_type, options.url)) << '\n';
  return done;
}

}  // namespace rasid::cli
