// What strangers send to do with push: Link headers, the query of a callback, forms, signatures.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/push/form.h"
#include "daemon/push/link_header.h"
#include "daemon/push/signature.h"
#include "daemon/push/verification.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::push;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  for (Link const& link : parse_links(text)) {
    if (link.target.find('>') != std::string::npos) std::abort();
    for (std::string const& rel : link.rels) {
      if (rel.empty() || rel.find_first_of(" \t\r\n") != std::string::npos) std::abort();
    }
  }
  Form const form = parse_form(text);
  if (parse_form(to_text(form)) != form) std::abort();
  if (auto const said = parse_verification(text)) {
    if (said->topic.empty()) std::abort();
    if (said->lease && (said->lease->count() < 0 || *said->lease > std::chrono::days{3650})) std::abort();
  }
  if (token_in(text).find_first_of("/?") != std::string_view::npos) std::abort();
  if (is_signed(text, "a secret", "a body that is not what was signed")) std::abort();
  return 0;
}
