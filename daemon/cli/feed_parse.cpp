#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/feeds/feed.h"

namespace rasid::cli {

int feed_parse(FeedParseOptions const& options) {
  auto const bytes = read_input(options.file);
  if (!bytes) return wrong_input;
  auto const feed =
      feeds::parse_feed(*bytes, {.base_url = options.base, .content_type = options.content_type, .limits = {}});
  if (!feed) {
    fmt::print(stderr, "{}: error: {}\n", options.file, feed.error().message());
    return wrong_input;
  }
  std::cout << feeds::to_neutral_json(*feed) << '\n';
  return done;
}

}  // namespace rasid::cli
