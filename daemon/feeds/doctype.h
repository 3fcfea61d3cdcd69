#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace rasid::feeds {

/// The general entities that a document's own internal subset declares with simple text: character references are
/// decoded; values with markup or with references to other entities are refused, so that nothing can multiply.
using DeclaredEntities = std::unordered_map<std::string, std::string>;

/// Length of the document type declaration at the start of `text` ("<!DOCTYPE …>", internal subset included), or
/// npos where it does not end. What it declares is added to `entities`.
std::size_t read_doctype(std::string_view text, DeclaredEntities& entities);

}  // namespace rasid::feeds
