#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasid::test {

/// What a server answered; status 0 where it hung up without an answer.
struct HttpAnswer {
  int status = 0;
  std::string body;
};

/// One request on a connection of its own, as a hub makes it. Blocks. `url` is "http://127.0.0.1:4711/path?query".
HttpAnswer ask_http(std::string_view method, std::string const& url,
                    std::vector<std::pair<std::string, std::string>> const& headers = {}, std::string_view body = {});

}  // namespace rasid::test
