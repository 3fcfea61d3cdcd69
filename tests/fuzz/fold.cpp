#include "extractors/text/fold.h"

#include <cstdint>
#include <cstdlib>

#include "extractors/model/utf8.h"

/// The fold of any bytes: a map that ascends, stays inside and stands on boundaries, and a form that folding keeps.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  text::Folded const folded = text::fold_with_map(input);
  auto const require = [](bool holds) {
    if (!holds) std::abort();
  };
  std::vector<bool> boundary(size + 1);
  for (std::size_t at = 0; at < size; at += decode(input, at).bytes) boundary[at] = true;
  boundary[size] = true;

  require(folded.origin.size() == folded.text.size() + 1);
  for (std::size_t i = 0; i < folded.origin.size(); ++i) {
    require(folded.origin[i] <= size && boundary[folded.origin[i]]);
    require(i == 0 || folded.origin[i - 1] <= folded.origin[i]);
  }
  require(folded.origin.back() == size);
  require(make_valid_utf8(folded.text) == folded.text);
  require(text::fold(input) == folded.text);
  require(text::fold(folded.text) == folded.text);
  return 0;
}
