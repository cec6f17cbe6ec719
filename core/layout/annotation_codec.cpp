// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/annotation_codec.h"

namespace radiosonde
{

QCborArray annotationsToCbor(const QList<Annotation> &annotations)
{
    QCborArray list;
    for (const Annotation &annotation : annotations)
        list.append(QCborArray{annotation.name, annotation.argument});
    return list;
}

QList<Annotation> annotationsFromCbor(CborFields &fields, QLatin1StringView name)
{
    QList<Annotation> annotations;
    for (const QCborValue item : fields.list(name, 1000)) {
        const QCborArray pair = item.toArray();
        if (pair.size() != 2 || !pair.at(0).isString() || !pair.at(1).isString()) {
            fields.reject();
            return {};
        }
        annotations.append({pair.at(0).toString(), pair.at(1).toString()});
    }
    return annotations;
}

} // namespace radiosonde
